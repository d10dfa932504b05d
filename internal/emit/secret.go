package emit

import (
	"encoding/base64"
	"reflect"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"
	corev1 "k8s.io/api/core/v1"
)

// SecretNamespaces are where the Secrets are that managed resources refer to.
// Namespaced resources find them in their own namespace; to cluster-scoped ones
// it has to be said.
type SecretNamespaces struct {
	// Users is where the user keeps Secrets.
	Users string
	// System is where the provider puts what it generates: out of the user's
	// reach.
	System string
}

// of is the namespace of the Secrets that a kind refers to. Passwords of the
// cache's users are the user's own; all others are generated.
func (n SecretNamespaces) of(spec reflect.Type) string {
	if spec.Name() == "UserSpec" {
		return n.Users
	}
	return n.System
}

// placeSecrets says of every Secret that is referred to where it is.
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

// secret is the wire form of a Secret. It is none of the provider's kinds: it
// has the name and namespace that it was made with, and no spec.
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
