package pipeline

import (
	"fmt"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestSizeOfAnswers proves the maximum sizes of platforms in docs/running.md.
// Crossplane accepts responses of up to 4 MiB, the last function responds with
// the resources of all, and each service adds as much as the one before, or
// less with many of them, as they share rules.
func TestSizeOfAnswers(t *testing.T) {
	const few, more = 5, 15
	cases := map[string]struct {
		reason   string
		service  func(int) map[string]any
		services int
	}{
		"Typical": {"145 services of usual size fit.", typical, 145},
		"Small":   {"The 200 services that a claim may have fit if they are small.", small, 200},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			least, most := answer(t, shop(few, tc.service)), answer(t, shop(more, tc.service))
			each := (most - least) / (more - few)
			size := least + each*(tc.services-few)
			t.Logf("%d bytes each, %d services: %d bytes", each, tc.services, size)
			if limit := 4<<20 - 64<<10; size > limit {
				t.Errorf("%s\n%d services take %d bytes, and Crossplane accepts %d", tc.reason, tc.services, size, limit)
			}
		})
	}
}

// answer returns the size of the last function's response in bytes, once a
// platform has settled.
func answer(t *testing.T, xr *unstructured.Unstructured) int {
	t.Helper()
	s := &render.Settling{Reconciler: pipeline(), Simulation: provider()}
	if _, err := s.Settle(t.Context(), xr); err != nil {
		t.Fatal(err)
	}
	req := request(t, turn{Turn: s.Turns[len(s.Turns)-1]})
	var rsp *fnv1.RunFunctionResponse
	for _, f := range functions {
		rsp = respond(t, f, req)
		req.Desired = rsp.GetDesired()
	}
	return proto.Size(rsp)
}

// shop returns a platform with a number of services.
func shop(services int, service func(int) map[string]any) *unstructured.Unstructured {
	list := make([]any, services)
	for i := range list {
		list[i] = service(i)
	}
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "xplatform.dev/v1alpha1",
		"kind":       "XPlatform",
		"metadata": map[string]any{
			"name": "shop-x7k2p", "uid": "5b2c6c8e-6d0b-4c39-9d57-0c5d4f0a7a11",
			"labels": map[string]any{"crossplane.io/claim-name": "shop", "crossplane.io/claim-namespace": "default"},
		},
		"spec": map[string]any{
			"region":   "eu-central-1",
			"zones":    []any{"a", "b", "c"},
			"tags":     map[string]any{"team": "shop", "cost-center": "4711"},
			"edge":     map[string]any{"certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"},
			"database": map[string]any{},
			"cache":    map[string]any{},
			"services": list,
		},
	}}
}

// small returns a service with the fewest fields.
func small(i int) map[string]any {
	name := fmt.Sprintf("item-%03d", i)
	return map[string]any{
		"name": name, "port": int64(3000 + i%10), "image": "registry.example.org/shop/" + name + ":1.0", "paths": []any{"/" + name + "/*"}, "uses": []any{"database"},
	}
}

// typical returns a service of usual size: an image in ECR, twenty variables,
// some secrets, a sidecar, two routes, two stores, and scaling by more than
// CPU.
func typical(i int) map[string]any {
	name := fmt.Sprintf("article-%03d", i)
	env, secrets := map[string]any{}, map[string]any{}
	for n := range 20 {
		env[fmt.Sprintf("SHOP_SETTING_%02d", n)] = fmt.Sprintf("https://%s.shop.example.org/v1/%02d", name, n)
	}
	for n := range 5 {
		secrets[fmt.Sprintf("SHOP_SECRET_%d", n)] = fmt.Sprintf("arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/%s/key-%d-AbCdEf", name, n)
	}
	return map[string]any{
		"name": name, "port": int64(3000 + i%10), "env": env, "secrets": secrets,
		"image":       "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/" + name + ":1.4.0",
		"paths":       []any{"/api/" + name + "/*", "/" + name + "/*"},
		"healthCheck": map[string]any{"path": "/api/" + name + "/health"},
		"uses":        []any{"database", "cache"},
		"replicas":    map[string]any{"memoryPercent": int64(80)},
		"cpu":         int64(512),
		"memory":      int64(1024),
		"sidecars": []any{map[string]any{
			"name": "otel", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3",
			"command": []any{"--config=/etc/ecs/ecs-default-config.yaml"}, "env": map[string]any{"AWS_REGION": "eu-central-1", "SERVICE": name},
		}},
	}
}
