package network

import (
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/partition"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// encryptionKey encrypts the platform's log groups, stores and secrets. The key
// is deleted after the longest waiting period of AWS: without it, the data that
// it encrypted cannot be read any more, snapshots included.
func encryptionKey(n network.Plan) *kms.Key {
	return &kms.Key{
		Spec: kms.KeySpec{
			ForProvider: kms.KeyParameters{
				Region:               &n.Spec.Region,
				Description:          new("Encrypts the logs, stores and secrets of platform " + n.Names.Base),
				EnableKeyRotation:    new(true),
				DeletionWindowInDays: new(30.0),
				Policy:               new(encryptionPolicy(n)),
			},
		},
	}
}

// encryptionPolicy delegates permissions on the key to IAM policies of the
// account, as the default key policy does, and allows CloudWatch Logs to use it
// for this account's log groups in this region.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
func encryptionPolicy(n network.Plan) string {
	return policy.Document(
		policy.Statement{
			Sid:       "Account",
			Effect:    policy.Allow,
			Principal: policy.Principals{"AWS": {n.Account.Root()}},
			Action:    []string{"kms:*"},
			Resource:  []string{"*"},
		},
		policy.Statement{
			Sid:       "CloudWatchLogs",
			Effect:    policy.Allow,
			Principal: policy.Principals{"Service": {"logs." + n.Spec.Region + "." + partition.Of(n.Spec.Region).DNSSuffix}},
			Action:    []string{"kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"},
			Resource:  []string{"*"},
			Condition: map[string]map[string]string{
				"ArnLike": {"kms:EncryptionContext:aws:logs:arn": n.ARN("logs", "log-group:*")},
			},
		},
	)
}

// encryptionAlias returns the alias of the key.
func encryptionAlias(n network.Plan, e network.Encryption) *kms.Alias {
	return &kms.Alias{
		ObjectMeta: external.Name(e.Alias),
		Spec: kms.AliasSpec{
			ForProvider: kms.AliasParameters{
				Region:         &n.Spec.Region,
				TargetKeyIDRef: refer.To(n.Names, name.EncryptionKey),
			},
		},
	}
}
