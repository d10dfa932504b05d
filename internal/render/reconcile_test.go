package render

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

var update = flag.Bool("update", false, "rewrite the expected results of tests")

const compositionYAML = `
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: {name: test}
spec:
  compositeTypeRef: {apiVersion: xplatform.dev/v1alpha1, kind: XPlatform}
  mode: Pipeline
  pipeline:
    - {step: network, functionRef: {name: org-function-network}}
`

// realCLI returns a reconciler on the crossplane CLI that make has built.
func realCLI(t *testing.T) *CLI {
	t.Helper()
	crossplane, err := filepath.Abs("../../_output/bin/crossplane")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(crossplane + "-core"); err != nil { // It is built after the CLI.
		t.Skip("the crossplane CLI is not built: make render builds it")
	}
	definition, err := os.ReadFile("testdata/definition.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := StartFunctions(t.Context(), install(t, "function-network"), []string{"org-function-network"})
	if err != nil {
		t.Fatalf("StartFunctions(...): %v", err)
	}
	t.Cleanup(f.Stop)
	return &CLI{Crossplane: crossplane, Core: crossplane + "-core", Definition: definition, Composition: []byte(compositionYAML), Targets: f.Targets}
}

func testComposite(t *testing.T, region string) *unstructured.Unstructured {
	t.Helper()
	claim := object(t, strings.Replace(claimYAML, "eu-central-1", region+", zones: [a, b], network: {cidr: 10.0.0.0/16}", 1))
	xr, err := ToComposite(claim, FamilyCluster, "test")
	if err != nil {
		t.Fatalf("ToComposite(...): %v", err)
	}
	return xr
}

// TestReconcilersAgree proves that tests which call functions directly get the
// results of the real CLI.
func TestReconcilersAgree(t *testing.T) {
	xr := testComposite(t, "eu-central-1")
	cli, inProcess := realCLI(t), &InProcess{Steps: []Step{{Name: "network", Function: function{}}}}

	want, err := cli.Reconcile(t.Context(), xr, nil)
	if err != nil {
		t.Fatalf("CLI.Reconcile(...): %v", err)
	}
	got, err := inProcess.Reconcile(t.Context(), xr, nil)
	if err != nil {
		t.Fatalf("InProcess.Reconcile(...): %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("first reconcile: -CLI, +InProcess:\n%s", diff)
	}

	given := object(t, "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: other, annotations: {crossplane.io/composition-resource-name: vpc}}\nspec: {}\n")
	for name, observed := range map[string][]*unstructured.Unstructured{"nothing": nil, "a VPC of another name": {given}} {
		want, err := Settle(t.Context(), cli, &simulatedaws.Provider{}, xr, observed)
		if err != nil {
			t.Fatalf("Settle(...) with CLI: %v", err)
		}
		got, err := Settle(t.Context(), inProcess, &simulatedaws.Provider{}, xr, observed)
		if err != nil {
			t.Fatalf("Settle(...) with InProcess: %v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("settled from %s: -CLI, +InProcess:\n%s", name, diff)
		}
	}
}

func TestReconcileFatal(t *testing.T) {
	want := &FatalError{Step: "network", Text: "two faults:\n- one\n  - nested"}
	xr := testComposite(t, "nowhere")
	for name, r := range map[string]Reconciler{
		"CLI":       realCLI(t),
		"InProcess": &InProcess{Steps: []Step{{Name: "network", Function: function{}}}},
	} {
		_, err := r.Reconcile(t.Context(), xr, nil)
		got := (*FatalError)(nil)
		if !errors.As(err, &got) {
			t.Fatalf("%s: got error %v, want a FatalError", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want, +got:\n%s", name, diff)
		}
	}
}

func TestPrint(t *testing.T) {
	r := &InProcess{Steps: []Step{{Name: "network", Function: function{}}}}
	result, err := r.Reconcile(t.Context(), testComposite(t, "eu-central-1"), nil)
	if err != nil {
		t.Fatalf("Reconcile(...): %v", err)
	}
	result.Resources = append(result.Resources, object(t, "apiVersion: v1\ndata: {a: b}\nkind: Secret\nmetadata: {name: s}\ntype: Opaque\n"))
	var got bytes.Buffer
	if err := Print(&got, result); err != nil {
		t.Fatalf("Print(...): %v", err)
	}
	if *update {
		if err := os.WriteFile("testdata/printed.yaml", got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/printed.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("Print(...): -want, +got:\n%s", diff)
	}
}
