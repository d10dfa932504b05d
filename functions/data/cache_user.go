package data

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// cacheUsers returns the group of all users of the cache.
func cacheUsers(d data.Plan, u data.CacheUsers) *elasticache.UserGroup {
	return &elasticache.UserGroup{
		ObjectMeta: external.Name(u.ID),
		Spec: elasticache.UserGroupSpec{
			ForProvider: elasticache.UserGroupParameters{
				Region:  &d.Spec.Region,
				Engine:  &u.Engine,
				UserIds: optional.Texts(u.Members...),
			},
		},
	}
}

// cacheUser returns one of them, with the password that the author of the claim
// has stored in a Secret.
func cacheUser(d data.Plan, u data.CacheUser) *elasticache.User {
	return &elasticache.User{
		ObjectMeta: external.Name(u.ID),
		Spec: elasticache.UserSpec{
			ForProvider: elasticache.UserParameters{
				Region:       &d.Spec.Region,
				Engine:       &u.Engine,
				UserName:     &u.Name,
				AccessString: &u.AccessString,
				PasswordsSecretRef: &[]xpv1.LocalSecretKeySelector{{
					LocalSecretReference: xpv1.LocalSecretReference{Name: u.PasswordSecretRef.Name},
					Key:                  u.PasswordSecretRef.Key,
				}},
			},
		},
	}
}
