package plan

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A KeyRef is the key that something is encrypted with: the platform's own, by
// its key, or the one that the claim brings, by its ARN.
type KeyRef struct {
	Key name.Key
	ARN string
}

// EncryptionKey is the key that everything of the platform is encrypted with.
func (p Platform) EncryptionKey() KeyRef {
	if e := p.Spec.Encryption; e != nil {
		return KeyRef{ARN: e.KMSKeyARN}
	}
	return KeyRef{Key: name.EncryptionKey}
}

// KeyARN is the ARN of the key that everything is encrypted with, where it is
// known. It is for fields that take no reference, or whose reference leads to
// the key's id: AWS reports the ARN, and the provider would take the one for a
// change of the other.
func (p Platform) KeyARN(seen live.State) string {
	if k := p.EncryptionKey(); k.ARN != "" {
		return k.ARN
	}
	return seen.ARN(name.EncryptionKey)
}
