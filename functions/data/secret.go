package data

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	secretsmanager "github.com/upbound/provider-aws/v2/apis/namespaced/secretsmanager/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// storeSecret returns the secret from which services read a generated password.
// It is deleted without a recovery window: AWS would otherwise reserve its name
// for a week at least, and the store with the password is gone by then.
func storeSecret(d data.Plan, s data.Secret) *secretsmanager.Secret {
	return &secretsmanager.Secret{
		Spec: secretsmanager.SecretSpec{
			ForProvider: secretsmanager.SecretParameters{
				Region:               &d.Spec.Region,
				Name:                 &s.Name,
				Description:          &s.Description,
				RecoveryWindowInDays: new(0.0),
				KMSKeyID:             &s.KeyARN,
			},
		},
	}
}

// secretVersion copies the value from the Kubernetes Secret that the provider
// has written.
func secretVersion(d data.Plan, s data.Secret) *secretsmanager.SecretVersion {
	return &secretsmanager.SecretVersion{
		Spec: secretsmanager.SecretVersionSpec{
			ForProvider: secretsmanager.SecretVersionParameters{
				Region:                &d.Spec.Region,
				SecretIDRef:           refer.To(d.Names, s.Key),
				SecretStringSecretRef: generated(&s),
			},
		},
	}
}

// secretRotation sets the rotation interval of the password that RDS manages.
// The first one is valid until then.
func secretRotation(d data.Plan, r data.Rotation) *secretsmanager.SecretRotation {
	return &secretsmanager.SecretRotation{
		Spec: secretsmanager.SecretRotationSpec{
			ForProvider: secretsmanager.SecretRotationParameters{
				Region:            &d.Spec.Region,
				SecretID:          &r.SecretARN,
				RotateImmediately: new(false),
				RotationRules:     &secretsmanager.RotationRulesParameters{AutomaticallyAfterDays: optional.Number(r.Days)},
			},
		},
	}
}

// generated returns the Kubernetes Secret that the provider writes a password
// to.
func generated(s *data.Secret) *xpv1.LocalSecretKeySelector {
	if s == nil {
		return nil
	}
	return &xpv1.LocalSecretKeySelector{
		LocalSecretReference: xpv1.LocalSecretReference{Name: s.Generated},
		Key:                  s.Field,
	}
}
