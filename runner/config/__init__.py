"""Configurations: typed options with every problem at once, those that runs left, and the folder of all."""

from omegaconf import OmegaConf

from runner.config.folder import configuration_folder

# How a configuration names its own folder: `${conf:}/witness`.
OmegaConf.register_new_resolver("conf", lambda: str(configuration_folder()), replace=True)
