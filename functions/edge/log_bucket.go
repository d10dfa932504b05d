package edge

import (
	s3 "github.com/upbound/provider-aws/v2/apis/namespaced/s3/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// logBucket returns the bucket of access logs. AWS only deletes empty buckets,
// so deleting an unprotected platform deletes its logs.
func logBucket(e edge.Plan, b edge.LogBucket) *s3.Bucket {
	return &s3.Bucket{
		ObjectMeta: external.Name(b.Name),
		Spec: s3.BucketSpec{
			ForProvider: s3.BucketParameters{
				Region:       &e.Spec.Region,
				ForceDestroy: &b.Expendable,
			},
		},
	}
}

// logBucketPolicy allows the load balancers of this account to write, and
// denies all access without TLS.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
func logBucketPolicy(e edge.Plan, b edge.LogBucket) *s3.BucketPolicy {
	bucket := "arn:" + e.Account.Partition + ":s3:::" + b.Name
	logs := make([]string, 0, len(b.Prefixes))
	for _, prefix := range b.Prefixes {
		logs = append(logs, bucket+"/"+prefix+"AWSLogs/"+e.Account.ID+"/*")
	}
	return &s3.BucketPolicy{
		Spec: s3.BucketPolicySpec{
			ForProvider: s3.BucketPolicyParameters{
				Region:    &e.Spec.Region,
				BucketRef: refer.To(e.Names, name.AccessLogBucket),
				Policy: new(policy.Document(
					policy.Statement{
						Sid:       "LogDelivery",
						Effect:    policy.Allow,
						Principal: policy.Principals{"Service": {"logdelivery.elasticloadbalancing.amazonaws.com"}},
						Action:    []string{"s3:PutObject"},
						Resource:  logs,
					},
					policy.Statement{
						Sid:       "OnlyTLS",
						Effect:    policy.Deny,
						Principal: policy.Principals{"AWS": {"*"}},
						Action:    []string{"s3:*"},
						Resource:  []string{bucket, bucket + "/*"},
						Condition: map[string]map[string]string{"Bool": {"aws:SecureTransport": "false"}},
					},
				)),
			},
		},
	}
}

// logBucketEncryption encrypts with keys of S3: the load balancer cannot write
// to a bucket that is encrypted with KMS. It blocks customer-provided keys
// (SSE-C), as S3 does for new buckets: the provider would otherwise see a
// difference and write the configuration at every observation.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
func logBucketEncryption(e edge.Plan) *s3.BucketServerSideEncryptionConfiguration {
	return &s3.BucketServerSideEncryptionConfiguration{
		Spec: s3.BucketServerSideEncryptionConfigurationSpec{
			ForProvider: s3.BucketServerSideEncryptionConfigurationParameters{
				Region:    &e.Spec.Region,
				BucketRef: refer.To(e.Names, name.AccessLogBucket),
				Rule: []s3.BucketServerSideEncryptionConfigurationRuleParameters{{
					ApplyServerSideEncryptionByDefault: &s3.RuleApplyServerSideEncryptionByDefaultParameters{
						SseAlgorithm: new("AES256"),
					},
					BlockedEncryptionTypes: []*string{new("SSE-C")},
				}},
			},
		},
	}
}

// logBucketPublicAccess blocks public access, whatever a policy or an ACL says.
func logBucketPublicAccess(e edge.Plan) *s3.BucketPublicAccessBlock {
	return &s3.BucketPublicAccessBlock{
		Spec: s3.BucketPublicAccessBlockSpec{
			ForProvider: s3.BucketPublicAccessBlockParameters{
				Region:                &e.Spec.Region,
				BucketRef:             refer.To(e.Names, name.AccessLogBucket),
				BlockPublicAcls:       new(true),
				BlockPublicPolicy:     new(true),
				IgnorePublicAcls:      new(true),
				RestrictPublicBuckets: new(true),
			},
		},
	}
}

// logBucketOwnership makes the account the owner of every object, so that ACLs
// have no effect.
func logBucketOwnership(e edge.Plan) *s3.BucketOwnershipControls {
	return &s3.BucketOwnershipControls{
		Spec: s3.BucketOwnershipControlsSpec{
			ForProvider: s3.BucketOwnershipControlsParameters{
				Region:    &e.Spec.Region,
				BucketRef: refer.To(e.Names, name.AccessLogBucket),
				Rule:      &s3.BucketOwnershipControlsRuleParameters{ObjectOwnership: new("BucketOwnerEnforced")},
			},
		},
	}
}

// logBucketLifecycle deletes logs that are older than the claim's retention.
func logBucketLifecycle(e edge.Plan, b edge.LogBucket) *s3.BucketLifecycleConfiguration {
	return &s3.BucketLifecycleConfiguration{
		Spec: s3.BucketLifecycleConfigurationSpec{
			ForProvider: s3.BucketLifecycleConfigurationParameters{
				Region:    &e.Spec.Region,
				BucketRef: refer.To(e.Names, name.AccessLogBucket),
				Rule: []s3.BucketLifecycleConfigurationRuleParameters{{
					ID:         new("expire"),
					Status:     new("Enabled"),
					Filter:     []s3.RuleFilterParameters{{Prefix: new("")}},
					Expiration: []s3.RuleExpirationParameters{{Days: optional.Number(b.RetentionDays)}},
				}},
			},
		},
	}
}
