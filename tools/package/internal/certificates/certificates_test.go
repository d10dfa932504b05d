package certificates

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// TestBundle shows that the file contains every root that is trusted without a
// constraint, and none that is trusted with one.
func TestBundle(t *testing.T) {
	file, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for block, rest := pem.Decode(file); block != nil; block, rest = pem.Decode(rest) {
		there[string(block.Bytes)] = true
	}
	if pool := x509.NewCertPool(); !pool.AppendCertsFromPEM(file) {
		t.Error("no certificate can be read from the file")
	}
	constrained := 0
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		if root.Constraint != nil {
			constrained++
		}
		if want := root.Constraint == nil; there[string(root.Certificate)] != want {
			t.Errorf("%s: contained in the file is %t, want %t", certificate.Subject, !want, want)
		}
		if root.Constraint == nil && !strings.Contains(string(file), "# "+certificate.Subject.String()+"\n") {
			t.Errorf("%s: no line with the subject of the certificate", certificate.Subject)
		}
	}
	t.Logf("%d certificates, %d bytes; %d with a constraint are omitted", len(there), len(file), constrained)
	again, err := Bundle()
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("the file is not the same bytes twice: %v", err)
	}
}
