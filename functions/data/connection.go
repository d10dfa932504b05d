package data

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// connectionSecret returns the Secret with the connection details of the
// stores, for users of the platform.
func connectionSecret(c data.Connection) *corev1.Secret {
	data := make(map[string][]byte, len(c.Details))
	for k, v := range c.Details {
		data[k] = []byte(v)
	}
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: c.Secret, Namespace: c.Namespace},
		Data:       data,
	}
}

// connectionDetails returns the same for Crossplane, which writes them to the
// Secret that a claim asks for.
func connectionDetails(d data.Plan) map[string]string {
	if d.Connection == nil {
		return nil
	}
	return d.Connection.Details
}
