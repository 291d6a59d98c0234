"""`rashomon samples`: what there is to try."""


def samples() -> None:
    """List the reports of invented incidents to try it on."""
    from rashomon.samples import SAMPLES, reports

    for name, about in SAMPLES.items():
        print(f"sample:{name}  {len(reports(name))} files: {about}")
