"""English words that carry grammar and no content."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those and or but nor so yet if as than then while whilst when where which who whom whose
    what why how of in on at by for from to into onto with without within over under above below beneath beside besides
    between among amongst behind before after during through throughout across along around about against near next off
    out up down upon toward towards inside outside via per past since until till like unlike despite beyond amid amidst
    atop underneath alongside opposite is are was were be been being am has have had having do does did doing done
    will would shall should can could may might must it its itself he him his himself she her hers herself they them
    their theirs themselves we us our ours you your yours i me my mine one ones there here not no nor only also too very
    just both each every either neither all any some such other others another same own more most less least much many
    few several still again once ever never even rather quite it's that's there's
    """.split()
)
