"""Events sent to an address: one POST each, signed where there is a secret."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from rashomon.model import codec
from rashomon.reading.fetch import Fetcher
from rashomon.watch.config import Webhook
from rashomon.watch.events import Event


def message(event: Event) -> dict[str, Any]:
    """An event as JSON values, as it is sent and written."""
    return {"schema": 1, "event": codec.to_dict(event)}


def send(event: Event, webhook: Webhook, fetcher: Fetcher, now: datetime) -> None:
    """Sends an event as JSON. `X-Rashomon-Event` is its id, by which a receiver can tell that it came before.

    With a secret, `X-Rashomon-Timestamp` is the time of sending (seconds since 1970), and `X-Rashomon-Signature`
    "sha256=" and the HMAC-SHA256, in hexadecimal, of that time, a full stop and the body.

    Raises RefusedAddress where the address may not be asked, FetchError where nobody takes the event (a status
    other than 200 to 299): it is to be sent again then.
    """
    body = codec.to_json(message(event)).encode()
    headers = {"Content-Type": "application/json", "X-Rashomon-Event": event.id}
    if webhook.secret:
        stamp = str(int(now.timestamp()))
        headers["X-Rashomon-Timestamp"] = stamp
        headers["X-Rashomon-Signature"] = f"sha256={signature(webhook.secret, stamp, body)}"
    fetcher.post(webhook.url, body, headers)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What signs a message."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
