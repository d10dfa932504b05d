package emit

import (
	"encoding/base64"
	"reflect"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"
	corev1 "k8s.io/api/core/v1"
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
func placeSecrets(s *structpb.Struct, namespace string) {
	for field, v := range s.GetFields() {
		switch {
		case strings.HasSuffix(field, "SecretRef"):
			placeSecret(v, namespace)
		case v.GetStructValue() != nil:
			placeSecrets(v.GetStructValue(), namespace)
		}
	}
}

func placeSecret(ref *structpb.Value, namespace string) {
	for _, item := range ref.GetListValue().GetValues() {
		placeSecret(item, namespace)
	}
	if one := ref.GetStructValue(); one != nil {
		one.Fields["namespace"] = structpb.NewStringValue(namespace)
	}
}

// secret returns the wire form of a Secret. It is not one of the provider's
// kinds: it has the name and namespace that its builder set, and no spec.
func (t Target) secret(s *corev1.Secret) *structpb.Struct {
	data := map[string]*structpb.Value{}
	for k, v := range s.Data {
		data[k] = structpb.NewStringValue(base64.StdEncoding.EncodeToString(v))
	}
	metadata := map[string]string{"name": s.GetName()}
	if s.GetNamespace() != "" {
		metadata["namespace"] = s.GetNamespace()
	}
	return &structpb.Struct{Fields: map[string]*structpb.Value{
		"apiVersion": structpb.NewStringValue("v1"),
		"kind":       structpb.NewStringValue("Secret"),
		"metadata":   texts(metadata),
		"type":       structpb.NewStringValue(string(corev1.SecretTypeOpaque)),
		"data":       structpb.NewStructValue(&structpb.Struct{Fields: data}),
	}}
}
