// Package certificates writes down the certification authorities that Mozilla
// trusts, in the form in which programs look for them in a file system.
package certificates

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// File is where Go, OpenSSL and others look for it.
const File = "/etc/ssl/certs/ca-certificates.crt"

// Bundle is the content of the file: one certificate after the other, each below
// a line that says whose it is. It is the same bytes for one version of the
// module that it comes from.
//
// An authority that Mozilla trusts only with a constraint, such as for what it
// signed before a day, is left out: a file cannot hold the constraint, and
// whoever reads it would trust the authority without.
func Bundle() ([]byte, error) {
	var file bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint != nil {
			continue
		}
		certificate, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			return nil, fmt.Errorf("cannot read a root certificate: %w", err)
		}
		fmt.Fprintf(&file, "# %s\n", certificate.Subject)
		if err := pem.Encode(&file, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, fmt.Errorf("cannot write certificate of %s: %w", certificate.Subject, err)
		}
	}
	return file.Bytes(), nil
}
