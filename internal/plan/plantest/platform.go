// Package plantest has platforms and observed resources for tests of plans.
package plantest

import (
	"maps"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// CertificateARN is the ARN of a certificate of the claim.
const CertificateARN = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"

// Platform decodes a spec as a function does, with defaults and all.
func Platform(t *testing.T, spec map[string]any) plan.Platform {
	t.Helper()
	if spec["region"] == nil {
		spec["region"] = "eu-central-1"
	}
	decoded, faults := v1alpha1.Decode(spec)
	if len(faults) > 0 {
		t.Fatalf("Decode(...): %v", faults)
	}
	return plan.Platform{
		Spec:  decoded,
		Names: name.ForComposite("farmers-x7k2p", "farmers", "uid", "abc123"),
	}
}

// Stored is a platform with the given stores, as a claim would have it.
func Stored(t *testing.T, text string) plan.Platform {
	t.Helper()
	var raw map[string]any
	if err := yaml.Unmarshal([]byte(text), &raw); err != nil {
		t.Fatal(err)
	}
	p := Platform(t, raw)
	p.Namespace = "team"
	return p
}

// Chat is a service with an image.
func Chat(fields map[string]any) []any {
	s := map[string]any{"name": "chat", "image": "chat:1.4", "port": 3002, "paths": []any{"/*"}}
	maps.Copy(s, fields)
	return []any{s}
}

// WithStores is a spec with all stores and more fields.
func WithStores(more map[string]any) map[string]any {
	out := map[string]any{"database": map[string]any{}, "cache": map[string]any{}, "search": map[string]any{}}
	maps.Copy(out, more)
	return out
}
