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

// OrdersNamespace and OrdersName are those of the ConfigMap by which AWS can be
// told to misbehave.
const (
	OrdersNamespace = "crossplane-system"
	OrdersName      = "simulated-aws"
)

// Orders are what AWS is told.
type orders struct {
	// Fail holds, by kind or by name, the message with which AWS refuses.
	Fail map[string]string

	// Slow holds kinds or names whose creation does not end.
	Slow map[string]bool

	// Withhold holds, by kind or name, the fields of status.atProvider that are
	// not told.
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

// slow holds what AWS is told to be slow with, and by name what is still young.
// Two resources of one name are slow together, which does no harm.
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

// long are the kinds for which AWS takes longer than for others.
var long = map[string]time.Duration{"Instance": 4, "ReplicationGroup": 3, "Domain": 5, "LB": 2, "NATGateway": 2}

// delay is how long AWS takes for a resource: something between half of the usual
// and all of it, the same each time.
func (p *Provider) delay(m managed) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(m.GetName())) // It never fails.
	d := p.options.Delay/2 + p.options.Delay*time.Duration(h.Sum32()%100)/200
	return d * max(1, long[m.GetKind()])
}
