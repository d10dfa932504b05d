// Package certificates writes the certification authorities that Mozilla
// trusts, in the form in which programs read them from a file system.
package certificates

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// File is the path at which Go, OpenSSL and others read it.
const File = "/etc/ssl/certs/ca-certificates.crt"

// Bundle returns the content of the file: one certificate after the other, each
// below a line with its subject. It is the same bytes for the same version of
// the source module.
//
// An authority that Mozilla trusts only with a constraint, such as for
// certificates before a date, is omitted: a file cannot contain the constraint,
// and programs would trust the authority without it.
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
