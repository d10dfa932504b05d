package data

import (
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// keyUsage has the encryption key outlast a store.
func keyUsage(u plan.KeyUsage, store metav1.Object) *emit.Usage {
	return &emit.Usage{
		Of:     emit.Used{Key: name.EncryptionKey, Kind: &kms.Key{}},
		By:     emit.Used{Key: u.Store, Kind: store},
		Reason: "the last snapshot of the " + string(u.Store) + " is made with this key",
	}
}
