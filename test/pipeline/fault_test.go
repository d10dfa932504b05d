package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// TestFaultsThatReturnAreFound reintroduces former faults of this project, each
// of which a known defect of the provider or a refusal of AWS makes visible. As
// a control, each is also played with a provider without that defect, or
// without the fault.
func TestFaultsThatReturnAreFound(t *testing.T) {
	cases := map[string]struct {
		reason  string
		dir     string
		version string
		mutate  mutation

		// defect is the one without which the fault has no effect. It is empty
		// for refusals of AWS.
		defect string
		want   string
	}{
		"LoadBalancerLateInitialized": {
			reason: "The provider fills in the subnet mapping of a load balancer, which the functions remove.",
			dir:    "cases/edge-zone-added", version: "2.5.0", mutate: lateInitialized("LB"), defect: simulatedaws.FieldsFilledIn,
			want: "cannot settle: after 30 reconciles these still change: load-balancer",
		},
		"RulesLateInitialized": {
			reason: "The provider fills order and stickiness into the actions of rules, which belong to the composite.",
			dir:    "cases/edge-zone-added", version: "2.7.0", mutate: lateInitialized("LBListenerRule"), defect: simulatedaws.ActionsFilledIn,
			want: "spec.forProvider.action[0].forward.stickiness is filled in",
		},
		"RuleNamedInOnePlace": {
			reason: "A target group that is not in initProvider too is written again after each write.",
			dir:    "cases/edge-zone-added", version: "2.7.0", mutate: withoutInitProvider("LBListenerRule"), defect: simulatedaws.RuleReadTwoWays,
			want: "targetGroupArn is read right after a write alone",
		},
		"AssociationsLateInitialized": {
			reason: "The provider writes external names of associations in two forms.",
			dir:    "cases/endpoints", version: "2.5.0", mutate: lateInitialized("VPCEndpointSubnetAssociation"), defect: simulatedaws.NamesFlip,
			want: "cannot settle: after 30 reconciles these still change: endpoint-",
		},
		"EncryptionWithoutBlockedTypes": {
			reason: "S3 reports its blocked encryption types, and the provider writes the rule again.",
			dir:    "cases/edge-zone-added", version: "2.7.0", mutate: withoutBlockedTypes, defect: simulatedaws.EncryptionRewritten,
			want: "rule is updated in AWS, as blockedEncryptionTypes is not asked for",
		},
		"ReferencesToSubnets": {
			reason: "The provider sorts references by their resolved values.",
			dir:    "cases/edge-zone-added", version: "2.7.0", mutate: referringToSubnets("LB", "subnets"), defect: simulatedaws.ReferencesSorted,
			want: "spec.forProvider.subnetRefs is sorted",
		},
		"ReferencesOfService": {
			reason: "A service whose references are sorted during its creation is never created.",
			dir:    "cases/service", version: "2.7.0", mutate: referringToSubnets("Service", "networkConfiguration", "subnets"), defect: simulatedaws.ReferencesSorted,
			want: "is looked for from the beginning, as its spec has changed",
		},
		"ExternalNamesNotWritten": {
			reason: "A resource whose ID the provider keeps in memory alone is created again after a restart.",
			dir:    "cases/minimal", version: "2.7.0", mutate: withoutExternalNames, defect: simulatedaws.NamesInMemory,
			want: "is created in AWS a second time",
		},
		"ThroughputNotAskedFor": {
			reason: "The provider repeats the throughput that AWS had chosen for the smaller volume.",
			dir:    "cases/zone-refused", version: "2.7.0", mutate: withoutThroughput, defect: simulatedaws.ComputedValuesAreSet,
			want: "throughput of a volume of 200 GiB must be at least 250, and not 125",
		},
		"AutoTuneLeftOn": {
			reason:  "AWS refuses T3 nodes in a domain with Auto-Tune.",
			dir:     newCase(t, "search: {instanceType: r7g.large.search, volumeGiB: 100}", "search: {instanceType: t3.medium.search, volumeGiB: 100}"),
			version: "2.7.0", mutate: withoutAutoTune,
			want: "Autotune is not supported in t2/t3 instance types",
		},
		"IOPSNotAskedFor": {
			reason: "A new volume of more than one tebibyte requires IOPS.",
			dir:    newCase(t, "search: {instanceType: r7g.4xlarge.search, volumeGiB: 3072}"), version: "2.7.0", mutate: withoutIOPS,
			want: "iops of a volume of 3072 GiB must be at least 9216, and not 0",
		},
		"RecordOutsideOfZone": {
			reason: "A record outside of its hosted zone is refused.",
			dir:    "cases/edge-domain", version: "2.7.0", mutate: recordOfAnotherZone,
			want: "is not permitted in zone",
		},
		"KeyOfAnotherAccount": {
			reason: "The owner of a shared VPC is not the account of the key.",
			dir:    "cases/minimal", version: "2.7.0", mutate: replacing("Key", ":iam::123456789012:root", ":iam::210987654321:root"),
			want: "The new key policy will not allow you to update the key policy in the future",
		},
		"PolicyOfAnotherPartition": {
			reason: "ARNs in regions of other partitions begin with their partition.",
			dir:    "cases/sovereign-cloud", version: "2.7.0", mutate: replacing("RolePolicy", "arn:aws-eusc:", "arn:aws:"),
			want: `Partition "aws" is not valid for resource`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := &simulatedaws.Provider{Version: tc.version}
			if faults := faultsOf(t, tc.dir, p, tc.mutate); !strings.Contains(faults, tc.want) {
				t.Errorf("%s\nwant a fault %q, got:\n%s", tc.reason, tc.want, faults)
			}
			if tc.defect == "" {
				tc.mutate = unaltered
			}
			p.Mended = map[string]bool{tc.defect: true}
			if faults := faultsOf(t, tc.dir, p, tc.mutate); strings.Contains(faults, tc.want) {
				t.Errorf("%s\nthe control finds the fault as well, so the test proves nothing:\n%s", tc.reason, faults)
			}
		})
	}
}

// faultsOf settles the claims of a case with a mutation and a provider, and
// returns the faults, one on each line: that it does not settle, writes of the
// provider at rest, and refusals of the provider or AWS.
func faultsOf(t *testing.T, dir string, p *simulatedaws.Provider, mutate mutation) string {
	t.Helper()
	s := &render.Settling{Reconciler: mutated{mutate}, Simulation: p}
	var faults []string
	for _, claim := range claims(t, dir) {
		in, err := render.Load(t.Context(), render.Request{Claim: claim})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Turns) > 0 {
			in.Composite.Object["status"] = s.Turns[len(s.Turns)-1].Result.Composite.Object["status"]
		}
		if _, err := s.Settle(t.Context(), in.Composite); err != nil {
			return strings.Join(append(faults, err.Error()), "\n")
		}
		last := s.Turns[len(s.Turns)-1]
		again := *p
		again.Restarted = true
		_, writes, err := again.Reconcile(last.Result.Resources, last.Observed)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range writes {
			faults = append(faults, w.String())
		}
		faults = append(faults, conditionLine(last.Result))
	}
	return strings.Join(faults, "\n")
}

// newCase writes a case whose claims have the given specs, one after the other,
// and returns its directory.
func newCase(t *testing.T, specs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i, spec := range specs {
		file := "claim.yaml"
		if i > 0 {
			file = fmt.Sprintf("then-%d.yaml", i)
		}
		claim := "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: edited, namespace: default}\nspec:\n  region: eu-central-1\n  " + spec + "\n"
		if err := os.WriteFile(filepath.Join(dir, file), []byte(claim), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
