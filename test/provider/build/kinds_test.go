package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKinds(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"policy.yaml": "spec: {activate: [groups.cloudwatchlogs.aws.upbound.io, vpcs.ec2.aws.m.upbound.io]}",
		"cloudwatchlogs.aws.upbound.io_groups.yaml": "spec:\n  names:\n    kind: Group\n",
		"ec2.aws.m.upbound.io_vpcs.yaml":            "spec:\n  names:\n    kind: VPC\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readKinds(filepath.Join(dir, "policy.yaml"), dir)
	if err != nil {
		t.Fatal(err)
	}
	want := kinds{{"cluster", "cloudwatchlogs"}: {"Group": true}, {"namespaced", "ec2"}: {"VPC": true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Kinds are identified by their CRDs.\n-want, +got:\n%s", diff)
	}
	services := []string{"ec2", "logs", "meta", "sts"}
	if diff := cmp.Diff(services, got.terraformServices()); diff != "" {
		t.Errorf("Terraform's provider has its own names of services.\n-want, +got:\n%s", diff)
	}
	if !got.hasLower(service{"namespaced", "ec2"}, "vpc") || got.hasLower(service{"cluster", "ec2"}, "vpc") {
		t.Error("want a kind to be in use in one scope only")
	}
}

func TestTrimVersion(t *testing.T) {
	const reason = "Files that are generated for all kinds are reduced to the remaining types."
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "v1beta1")
	for name, content := range map[string]string{
		"zz_vpc_types.go":             "package v1beta1\n\ntype VPC struct{}\n",
		"zz_eip_types.go":             "package v1beta1\n\ntype EIP struct{}\n",
		"zz_groupversion_info.go":     "package v1beta1\n",
		"zz_generated.managed.go":     "package v1beta1\n\nfunc (v *VPC) Name() {}\n\nfunc (e *EIP) Name() {}\n",
		"zz_generated.resolvers.go":   "package v1beta1\n",
		"zz_generated.managedlist.go": "package v1beta1\n\nfunc (e *EIP) List() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(from, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := trimVersion(from, to, func(kind string) bool { return kind == "vpc" }); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	entries, err := os.ReadDir(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(to, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(content)
	}
	want := map[string]string{
		"zz_vpc_types.go":             "package v1beta1\n\ntype VPC struct{}\n",
		"zz_groupversion_info.go":     "package v1beta1\n",
		"zz_generated.managed.go":     "package v1beta1\n\nfunc (v *VPC) Name() {}\n\n",
		"zz_generated.resolvers.go":   "package v1beta1\n",
		"zz_generated.managedlist.go": "package v1beta1\n\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\n-want, +got:\n%s", reason, diff)
	}
}
