package data

import (
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// kinds are the kinds of the stores that end with a snapshot.
var kinds = map[v1alpha1.Store]metav1.Object{
	v1alpha1.StoreDatabase: &rds.Instance{},
	v1alpha1.StoreCache:    &elasticache.ReplicationGroup{},
}

// keyUsage prevents the deletion of the encryption key before that of a store.
func keyUsage(u data.KeyUsage) *emit.Usage {
	return &emit.Usage{
		Of:     emit.Used{Key: name.EncryptionKey, Kind: &kms.Key{}},
		By:     emit.Used{Key: name.Store(u.Store), Kind: kinds[u.Store]},
		Reason: "the last snapshot of the " + string(u.Store) + " is made with this key",
		Replay: u.Replay,
	}
}
