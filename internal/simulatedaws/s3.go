package simulatedaws

import "fmt"

var s3Kinds = map[string]kind{
	"s3/Bucket": {
		arn: func(r *resource, _ map[string]any) string {
			return fmt.Sprintf("arn:%s:s3:::%s", partition(r.region()), r.externalName())
		},
		more: func(p report) {
			p.invent("bucketRegion", p.region())
			p.invent("bucketDomainName", p.externalName()+".s3.amazonaws.com")
			p.invent("bucketRegionalDomainName", fmt.Sprintf("%s.s3.%s.amazonaws.com", p.externalName(), p.region()))
		},
	},
	"s3/BucketPolicy":            {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketPublicAccessBlock": {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketOwnershipControls": {invent: identifiedBy("bucket"), refs: ofBucket},
	"s3/BucketLifecycleConfiguration": {
		invent: identifiedBy("bucket"),
		refs:   map[string]target{"bucket": externalNameOf("s3/Bucket")},
	},
	"s3/BucketServerSideEncryptionConfiguration": {
		invent: identifiedBy("bucket"),
		refs: map[string]target{
			"bucket": idOf("s3/Bucket"),
			"rule.applyServerSideEncryptionByDefault.kmsMasterKeyId": arnOf("kms/Key"),
		},
	},
}

// ofBucket is the one reference of what AWS keeps apart from a bucket and
// identifies by the bucket's name.
var ofBucket = map[string]target{"bucket": idOf("s3/Bucket")}
