package simulatedprovider

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// OrdersNamespace and OrdersName identify the ConfigMap that configures
// failures of AWS.
const (
	OrdersNamespace = "crossplane-system"
	OrdersName      = "simulated-aws"
)

// orders are the failures that are configured.
type orders struct {
	// Fail contains, by kind or by name, the message with which AWS refuses.
	Fail map[string]string

	// Slow contains kinds or names whose creation does not end.
	Slow map[string]bool

	// Withhold contains, by kind or name, the fields of status.atProvider that
	// are not reported.
	Withhold map[string][]string
}

func (p *Provider) orders(ctx context.Context) (orders, error) {
	var o orders
	c, err := p.client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}).
		Namespace(OrdersNamespace).Get(ctx, OrdersName, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return o, nil
	}
	if err != nil {
		return o, fmt.Errorf("cannot read ConfigMap %s: %w", OrdersName, err)
	}
	for key, to := range map[string]any{"fail": &o.Fail, "slow": &o.Slow, "withhold": &o.Withhold} {
		text, _, _ := unstructured.NestedString(c.Object, "data", key)
		if err := yaml.Unmarshal([]byte(text), to); err != nil {
			return o, fmt.Errorf("cannot read %s from ConfigMap %s: %w", key, OrdersName, err)
		}
	}
	return o, nil
}

// slow returns the resources whose creation is configured to be slow, and by
// name those that were created recently. Two resources of one name are slow
// together, which does no harm.
func (p *Provider) slow(staying []managed, o orders) map[string]bool {
	slow := maps.Clone(o.Slow)
	if slow == nil {
		slow = map[string]bool{}
	}
	for _, m := range staying {
		if time.Since(m.GetCreationTimestamp().Time) < p.delay(m) {
			slow[m.GetName()] = true
		}
	}
	return slow
}

// long contains factors for kinds for which AWS takes longer than for others.
var long = map[string]time.Duration{"Instance": 4, "ReplicationGroup": 3, "Domain": 5, "LB": 2, "NATGateway": 2}

// delay returns the time that AWS takes for a resource: between half of the
// maximum and all of it, the same each time.
func (p *Provider) delay(m managed) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(m.GetName())) // It never fails.
	d := p.options.Delay/2 + p.options.Delay*time.Duration(h.Sum32()%100)/200
	return d * max(1, long[m.GetKind()])
}
