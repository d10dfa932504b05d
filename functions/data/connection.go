package data

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// connectionSecret tells users of the platform how its stores are reached.
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

// connectionDetails are the same for Crossplane, which hands them to claims that
// ask for a Secret of their own.
func connectionDetails(d data.Plan) map[string]string {
	if d.Connection == nil {
		return nil
	}
	return d.Connection.Details
}
