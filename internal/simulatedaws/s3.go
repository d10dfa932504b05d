package simulatedaws

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

var s3Kinds = map[string]kind{
	"s3/Bucket": {
		arn: func(r *resource, _ map[string]any) string {
			return fmt.Sprintf("arn:%s:s3:::%s", partition.Of(r.region()).Name, r.externalName())
		},
		more: func(p report) {
			p.invent("bucketRegion", p.region())
			p.invent("bucketDomainName", p.externalName()+".s3."+partition.Of(p.region()).DNSSuffix)
			p.invent("bucketRegionalDomainName", fmt.Sprintf("%s.s3.%s.%s", p.externalName(), p.region(), partition.Of(p.region()).DNSSuffix))
		},
	},
	"s3/BucketPolicy":            {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketPublicAccessBlock": {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketOwnershipControls": {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketLifecycleConfiguration": {
		invent:  identifiedBy("bucket"),
		derived: true,
		refs:    map[string]target{"bucket": externalNameOf("s3/Bucket")},
	},
	"s3/BucketServerSideEncryptionConfiguration": {
		invent: identifiedBy("bucket"),
		refs: map[string]target{
			"bucket": idOf("s3/Bucket"),
			"rule.applyServerSideEncryptionByDefault.kmsMasterKeyId": arnOf("kms/Key"),
		},
		more: bucketEncryption,
	},
}

// bucketEncryption reports what S3 blocks in every bucket. The provider takes for a
// difference what was not asked for.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
func bucketEncryption(p report) {
	const field = "blockedEncryptionTypes"
	rules, _ := p.atProvider["rule"].([]any)
	for _, r := range rules {
		rule, _ := r.(map[string]any)
		if _, asked := rule[field]; asked {
			continue
		}
		rule[field] = []any{"SSE-C"}
		if p.provider.suffers(EncryptionRewritten) {
			p.wrote("rule is updated in AWS, as %s is not asked for", field)
		}
	}
}

// ofBucket is the one reference of what AWS keeps apart from a bucket and
// identifies by the bucket's name.
var ofBucket = map[string]target{"bucket": idOf("s3/Bucket")}
