package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Secret is one secret of Secrets Manager.
type Secret struct{ resource }

// Secret returns the secret with a key.
func (s State) Secret(k name.Key) Secret { return Secret{s.resource(k)} }

// ARN returns the ARN of the secret.
func (s Secret) ARN() string { return s.status("arn") }

// RequestedName returns the name of the secret.
func (s Secret) RequestedName() string { return s.requested("name") }

// RequestedKMSKeyID returns the ARN of the key that encrypts the secret.
func (s Secret) RequestedKMSKeyID() string { return s.requested("kmsKeyId") }
