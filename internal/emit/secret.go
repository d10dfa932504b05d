package emit

import (
	"encoding/base64"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// SecretNamespaces are the namespaces of Secrets that managed resources refer
// to. Namespaced resources read them from their own namespace; cluster-scoped
// ones must name it.
type SecretNamespaces struct {
	// Users is the namespace of the user's Secrets.
	Users string
	// System is the namespace of Secrets that the provider generates, to which
	// users have no access.
	System string
}

// forKind returns the namespace of the Secrets that a kind refers to. Passwords
// of the cache's users are the user's own; all others are generated.
func (n SecretNamespaces) forKind(spec reflect.Type) string {
	if spec.Name() == "UserSpec" {
		return n.Users
	}
	return n.System
}

// placeSecrets adds the namespace to every reference to a Secret.
func placeSecrets(o wire.Object, namespace string) wire.Object {
	out := o
	for field, v := range o.Fields() {
		switch {
		case strings.HasSuffix(field, "SecretRef"):
			out = out.With(field, placeSecret(v, namespace))
		case v.IsObject():
			if placed := placeSecrets(v.Object(), namespace); len(placed) > len(v.Object()) {
				out = out.With(field, placed.Value())
			}
		}
	}
	return out
}

func placeSecret(ref wire.Value, namespace string) wire.Value {
	if ref.IsObject() {
		return ref.Object().With("namespace", wire.Text(namespace)).Value()
	}
	placed := make([]wire.Value, 0, ref.Len())
	for item := range ref.Items() {
		placed = append(placed, placeSecret(item, namespace))
	}
	return wire.List(placed...)
}

// secret returns the wire form of a Secret. It is not one of the provider's
// kinds: it has the name and namespace that its builder set, and no spec.
func (t Target) secret(s *corev1.Secret) wire.Object {
	data := wire.New()
	for k, v := range s.Data {
		data = data.AppendText(k, base64.StdEncoding.EncodeToString(v))
	}
	metadata := wire.Object{}.AppendText("name", s.GetName())
	if s.GetNamespace() != "" {
		metadata = metadata.AppendText("namespace", s.GetNamespace())
	}
	return wire.New().
		AppendText("apiVersion", "v1").
		AppendText("kind", "Secret").
		AppendObject("metadata", metadata).
		AppendText("type", string(corev1.SecretTypeOpaque)).
		AppendObject("data", data)
}
