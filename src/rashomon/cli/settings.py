"""`rashomon settings`: what can be set, and what is."""

import json
import os
import textwrap

from rashomon import settings as configuration


def settings() -> None:
    """Show the settings in force, as a file to start from."""
    chosen = configuration.load(environment=os.environ)
    for i, setting in enumerate(configuration.SETTINGS):
        told = f"{setting.help} In the environment: {setting.variable}."
        if i:
            print()
        print(textwrap.fill(told, 92, initial_indent="# ", subsequent_indent="# "))
        # A JSON string or truth is one in TOML, too.
        print(f"{setting.name} = {json.dumps(getattr(chosen, setting.name))}")
