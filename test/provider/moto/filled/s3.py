"""Kinds of encryption that a bucket blocks."""

from moto.core.responses import ActionResult
from moto.s3.responses import S3Response

from . import fills, replaces

fills("blocked-encryption")


@replaces(S3Response)
def get_bucket_encryption(self, before):
    answer = before(self)
    rule = self.backend.get_bucket_encryption(self.bucket_name)["Rule"]
    blocked = (rule.get("BlockedEncryptionTypes") or {}).get("EncryptionType") or "SSE-C"
    return self.serialized(
        ActionResult(
            {
                "ServerSideEncryptionConfiguration": {
                    "Rules": [
                        {
                            "ApplyServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"],
                            "BucketKeyEnabled": rule.get("BucketKeyEnabled") == "true",
                            "BlockedEncryptionTypes": {"EncryptionType": [blocked] if isinstance(blocked, str) else blocked},
                        }
                    ]
                }
            }
        )
    ) if answer else answer
