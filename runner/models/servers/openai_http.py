"""A model behind an HTTP server: requests are retried, and kinds of errors are told apart."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import re
import time
import weakref

import httpx2

from runner.errors import EnvError, InferenceError, ModelError, TimeoutExceeded
from runner.messages import say
from runner.models.options import ServerOptions
from runner.models.servers.bounded import PLAIN, Packed, TooLarge, ask
from runner.models.servers.dialects import DIALECTS, Answer, Asked, writable

CONNECT_S = 10.0
"""A server that does not accept a connection within this many seconds counts as absent."""

REACH_S = 5.0
"""Seconds that a server gets to answer whether it is there."""

LONGEST_WAIT_S = 60.0
"""Longest pause before a retry, in seconds, whatever Retry-After says: no server decides how long a run takes."""

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_LONG = re.compile(
    r"exceed\w*.{0,40}(?:context|n_ctx)|context.{0,40}exceed|maximum context|too (?:long|many tokens)"
    r"|longer than the maximum model length|greater than the context length|context (?:the )?overflows",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model.{0,120}(?:not found|does not exist|not exist)|no such model|no models? (?:is |are )?loaded",
    re.IGNORECASE | re.DOTALL,
)
_BLIND = re.compile(  # llama-server without --mmproj; Ollama; vLLM; LM Studio and OpenAI
    r"image input is not supported|missing data required for image input|not a multimodal model|at most 0 image"
    r"|does not support (?:images?|vision|multimodal)",
    re.IGNORECASE,
)
_FINAL = (_TOO_LONG, _BLIND, _NO_MODEL)
"""Errors that a server repeats however often it is asked, whatever their status."""


class Server:
    """One model of one server. Several threads may use it; `close` closes its connections."""

    def __init__(self, options: ServerOptions) -> None:
        """Does not connect yet. Raises EnvError if the key is not in the environment."""
        self._options, self._dialect = options, DIALECTS[options.dialect]
        self._client = httpx2.Client(
            base_url=options.url.rstrip("/"),
            headers={**PLAIN, **_authorization(options)},
            timeout=httpx2.Timeout(options.timeout_s, connect=CONNECT_S),
            # A connection for each request, so that its deadline can end it.
            limits=httpx2.Limits(max_connections=options.concurrency, max_keepalive_connections=0),
            follow_redirects=False,
        )
        self.close = weakref.finalize(self, self._client.close)

    def reach(self) -> None:
        """Raise EnvError if no server accepts a connection in two attempts. What it answers does not matter here."""
        for last in (False, True):
            try:
                ask(self._client, "GET", self._dialect.listing, REACH_S)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                if last:
                    raise self._absent(error) from error
                time.sleep(self._options.backoff_s)
            except httpx2.HTTPError:
                return
            else:
                return

    def complete(self, asked: Asked) -> Answer:
        """Return what the model wrote.

        Raises InferenceError or TimeoutExceeded if this request cannot be served, and EnvError if none can: no server
        answers, the key is refused, or the server does not have the model.
        """
        body = self._dialect.body(self._options.model, asked)
        for tried in itertools.count():
            last = tried >= self._options.retries
            response = self._send(body, last)
            answer = self._answer(response, last) if response is not None else None
            if answer is not None:
                return answer
            self._wait(tried, response)
        raise AssertionError  # unreachable: the last try returns or raises

    def _send(self, body: dict[str, object], last: bool) -> httpx2.Response | None:
        """The response; None if the connection failed and the request may be retried."""
        try:
            return ask(self._client, "POST", self._dialect.path, self._options.timeout_s, body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            if last:
                raise self._absent(error) from error
        except httpx2.TimeoutException as error:
            # Not retried: a server that is too slow does not get faster by doing the work twice.
            raise TimeoutExceeded(say("server.timeout", server=self._where, seconds=self._options.timeout_s)) from error
        except (TooLarge, Packed) as error:
            raise InferenceError(f"{self._where}: {error}") from error
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            if last:
                raise InferenceError(
                    say("server.dropped", server=self._where, reason=str(error) or type(error).__name__)
                ) from error
        return None

    def _answer(self, response: httpx2.Response, last: bool) -> Answer | None:
        """The answer in the response; None if it is broken and the request may be retried."""
        if response.status_code in _AGAIN and not last and not _is_final(_said(response)):
            return None
        if response.status_code != 200:
            raise self._refused(response)
        try:
            return self._dialect.answer(response.json())
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
            if last:
                raise InferenceError(
                    say("server.strange", server=self._where, answer=repr(response.text[:200]))
                ) from error
            return None

    def _wait(self, tried: int, response: httpx2.Response | None) -> None:
        stated = response.headers.get("Retry-After", "") if response is not None else ""
        if re.fullmatch(r"\d+(\.\d+)?", stated):
            time.sleep(min(float(stated), LONGEST_WAIT_S))
        else:
            time.sleep(min(self._options.backoff_s * 2**tried * random.uniform(0.5, 1.5), LONGEST_WAIT_S))

    def _refused(self, response: httpx2.Response) -> EnvError | InferenceError:
        said, status = _said(response), response.status_code
        if status in (401, 403):
            return self._locked_out(f"{self._where} refuses the key ({status}): {said}")
        if _BLIND.search(said):
            return self._blind(said)
        if _NO_MODEL.search(said):
            return self._no_model(said)
        if _TOO_LONG.search(said):
            return InferenceError(say("server.too_long", server=self._where, reason=said))
        if status in (301, 302, 303, 307, 308, 404, 405):
            return EnvError(
                f"{self._where} does not serve {self._dialect.path} ({status}).",
                f"Check caption.server.url and caption.server.dialect, which is {self._options.dialect}.",
            )
        return InferenceError(say("server.answers", server=self._where, status=str(status), reason=said))

    def _blind(self, said: str) -> EnvError:
        mend = "Take a model that sees, caption.server.model=NAME, and start llama-server with its --mmproj."
        rest = "Or let this one write from the facts alone: caption.server.sees=false"
        return ModelError(f"{self._where} cannot see pictures: {said}", f"{mend} {rest}")

    def _locked_out(self, problem: str) -> EnvError:
        name = self._options.api_key_env
        if name:
            return EnvError(problem, f"Put the right key into the environment variable {name}.")
        return EnvError(problem, "Name the variable that holds its key: caption.server.api_key_env=NAME")

    def _absent(self, error: Exception) -> EnvError:
        return ModelError(f"{self._options.url} cannot be reached: {error}.", self._dialect.start)

    def _no_model(self, said: str) -> EnvError:
        names: list[str] = []
        with contextlib.suppress(httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            said_there = ask(self._client, "GET", self._dialect.listing, CONNECT_S)
            names = [writable(str(name))[:100] for name in self._dialect.models(said_there.json())[:50]]
        mend = f"Set caption.server.model to one of: {', '.join(names) or 'none'}."
        if self._options.dialect == "ollama":
            mend += f" Or get it: ollama pull {self._options.model}"
        return ModelError(f"{self._options.url} has no model '{self._options.model}': {said}", mend)

    @property
    def _where(self) -> str:
        return f"{self._options.model} at {self._options.url}"


def _authorization(options: ServerOptions) -> dict[str, str]:
    if options.api_key_env is None:
        return {}
    key = os.environ.get(options.api_key_env)
    if not key:
        raise EnvError(
            f"The environment variable {options.api_key_env}, which is to hold the key for {options.url}, is not set.",
            f"Set it: export {options.api_key_env}=…",
        )
    return {"Authorization": f"Bearer {key}"}


def _is_final(said: str) -> bool:
    return any(each.search(said) for each in _FINAL)


def _said(response: httpx2.Response) -> str:
    """The server's message: OpenAI's and llama.cpp's error objects, FastAPI's detail, Ollama's error, or the text."""
    with contextlib.suppress(ValueError, RecursionError):
        said: object = response.json()
        for key in ("error", "message", "detail"):
            said = said.get(key, said) if isinstance(said, dict) else said
        return writable(" ".join(str(said).split())[:300])
    return writable(" ".join(response.text.split())[:300]) or response.reason_phrase
