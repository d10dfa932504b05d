package data

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Secret is a password that the provider generates once in the life of a
// store, in a Kubernetes Secret, and that is carried from there to Secrets
// Manager.
type Secret struct {
	Key         name.Key
	Name        string
	Description string
	KeyARN      string

	// BlockedOn says what must be known before the secret can be created.
	BlockedOn plan.Blockers

	// Version holds the value.
	Version SecretVersion

	// Generated is the Kubernetes Secret, and Field what holds the value in it.
	Generated string
	Field     string
}

// A SecretVersion is the value of a secret in one life of its store: with the
// store, the provider makes another. It has no key before the store exists.
type SecretVersion struct {
	Key name.Key

	// Former are versions of former lives, kept until the new one stands.
	Former []name.Key
}

func planSecret(p plan.Platform, store, key name.Key, field, description string, seen live.State) *Secret {
	s := &Secret{
		Key:         key,
		Name:        cmp.Or(seen.Secret(key).RequestedName(), p.Names.Secret(key)),
		Description: description,
		KeyARN:      cmp.Or(seen.Secret(key).RequestedKMSKeyID(), p.KeyARN(seen)),
		Version:     secretVersion(store, key, seen),
		Generated:   p.Names.Object(key),
		Field:       field,
	}
	s.BlockedOn = plan.ARNBlockers(name.EncryptionKey, s.KeyARN)
	return s
}

// keys are those of the secret and what it holds.
func (s *Secret) keys() []name.Key {
	switch {
	case s == nil:
		return nil
	case s.Version.Key == "":
		return append([]name.Key{s.Key}, s.Version.Former...)
	}
	return append([]name.Key{s.Key, s.Version.Key}, s.Version.Former...)
}

func secretVersion(store, secret name.Key, seen live.State) SecretVersion {
	var v SecretVersion
	if life := seen.UID(store); life != "" {
		v.Key = name.SecretVersion(secret, life)
	}
	if v.Key != "" && seen.Ready(v.Key) {
		return v
	}
	for _, k := range seen.Keys(name.SecretVersions(secret)) {
		if k != v.Key {
			v.Former = append(v.Former, k)
		}
	}
	return v
}
