package network

import (
	"errors"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// Encryption is the platform's own KMS key. Log groups, stores and secrets of
// all functions use it.
type Encryption struct {
	Alias string

	// BlockedOn says what must be known before the key can be created.
	BlockedOn plan.Blockers
}

// planEncryption plans the platform's own key, unless the claim brings one.
func (n *Plan) planEncryption(seen live.State) error {
	if n.EncryptionKey().ARN != "" {
		if seen.Has(name.EncryptionKey) {
			return errors.New("spec.encryption: this platform already encrypts with a key of its own, and what is encrypted with it cannot be read without it; remove spec.encryption")
		}
		return nil
	}
	n.Encryption = &Encryption{
		Alias:     plan.CurrentNameOr(seen, name.EncryptionAlias, n.Names.Alias(name.EncryptionKey)),
		BlockedOn: n.Account.Blockers(),
	}
	return nil
}
