"""Configurations: typed options with every problem at once, those saved by runs, and the folders of all."""

from omegaconf import OmegaConf

from runner.config.folder import configuration_folder

# Lets a configuration refer to its own folder: `${conf:}/witness`.
OmegaConf.register_new_resolver("conf", lambda: str(configuration_folder()), replace=True)
