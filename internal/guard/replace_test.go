package guard

import (
	"cmp"
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestReplacements(t *testing.T) {
	ref := func(name string) map[string]any { return map[string]any{"name": name} }
	type args struct {
		kind     string
		observed map[string]any
		desired  map[string]any
		status   map[string]any
	}
	cases := map[string]struct {
		reason string
		args   args
		want   []string
	}{
		"Same": {
			reason: "An unchanged field replaces nothing.",
			args:   args{kind: "Subnet", observed: map[string]any{"cidrBlock": "10.0.1.0/24"}, desired: map[string]any{"cidrBlock": "10.0.1.0/24"}},
		},
		"FixedFieldChanges": {
			reason: "The fault names the resource, the field, and both values.",
			args:   args{kind: "Subnet", observed: map[string]any{"cidrBlock": "10.0.1.0/24"}, desired: map[string]any{"cidrBlock": "10.0.9.0/24"}},
			want:   []string{"subnet-public-a: cidrBlock is 10.0.1.0/24 and cannot become 10.0.9.0/24"},
		},
		"OtherFieldChanges": {
			reason: "Fields that AWS changes in place are accepted.",
			args:   args{kind: "Subnet", observed: map[string]any{"mapPublicIpOnLaunch": true}, desired: map[string]any{"mapPublicIpOnLaunch": false}},
		},
		"ResolvedReference": {
			reason: "The resolved value that the provider writes beside a reference is no change.",
			args: args{
				kind:     "Subnet",
				observed: map[string]any{"vpcId": "vpc-1", "vpcIdRef": ref("x-vpc")},
				desired:  map[string]any{"vpcIdRef": ref("x-vpc")},
			},
		},
		"EditedReference": {
			reason: "A reference that was edited by hand is corrected by requesting the right one.",
			args:   args{kind: "NATGateway", observed: map[string]any{"subnetIdRef": ref("x-a")}, desired: map[string]any{"subnetIdRef": ref("x-b")}},
		},
		"DeletedReference": {
			reason: "A reference that was deleted by hand is corrected by requesting it.",
			args:   args{kind: "Subnet", observed: map[string]any{"vpcId": "vpc-1"}, desired: map[string]any{"vpcIdRef": ref("x-vpc")}},
		},
		"ReferenceBecomesValue": {
			reason: "A value instead of a reference is a change if the reference resolved to another one.",
			args: args{
				kind:     "NATGateway",
				observed: map[string]any{"allocationId": "eipalloc-1", "allocationIdRef": ref("x-eip")},
				desired:  map[string]any{"allocationId": "eipalloc-2"},
			},
			want: []string{"allocationId is eipalloc-1 and cannot become eipalloc-2"},
		},
		"ReferenceBecomesItsValue": {
			reason: "The value that the reference resolved to is no change.",
			args: args{
				kind:     "NATGateway",
				observed: map[string]any{"allocationId": "eipalloc-1", "allocationIdRef": ref("x-eip")},
				desired:  map[string]any{"allocationId": "eipalloc-1"},
			},
		},
		"ValueBecomesReference": {
			reason: "A reference instead of the user's own value is a change.",
			args:   args{kind: "NATGateway", observed: map[string]any{"allocationId": "eipalloc-1"}, desired: map[string]any{"allocationIdRef": ref("x-eip")}},
			want:   []string{"allocationId is eipalloc-1 and cannot become x-eip"},
		},
		"Several": {
			reason: "All faults are returned at once.",
			args: args{
				kind:     "Subnet",
				observed: map[string]any{"region": "eu-central-1", "cidrBlock": "10.0.1.0/24"},
				desired:  map[string]any{"region": "eu-west-1", "cidrBlock": "10.0.9.0/24"},
			},
			want: []string{"region is eu-central-1", "cidrBlock is 10.0.1.0/24"},
		},
		"EditedByHand": {
			reason: "A field that was edited by hand is corrected by requesting the value in AWS.",
			args: args{
				kind: "Subnet", observed: map[string]any{"cidrBlock": "10.0.99.0/24"}, desired: map[string]any{"cidrBlock": "10.0.1.0/24"},
				status: map[string]any{"id": "subnet-1", "cidrBlock": "10.0.1.0/24"},
			},
		},
		"Nested": {
			reason: "A field of an object is fixed like any other.",
			args: args{
				kind:     "Domain",
				observed: map[string]any{"encryptAtRest": map[string]any{"kmsKeyId": "key-1"}},
				desired:  map[string]any{"encryptAtRest": map[string]any{"kmsKeyId": "key-2"}},
			},
			want: []string{"encryptAtRest.kmsKeyId is key-1 and cannot become key-2"},
		},
		"NestedEditedByHand": {
			reason: "A field of an object that was edited by hand is corrected like any other.",
			args: args{
				kind:     "Domain",
				observed: map[string]any{"encryptAtRest": map[string]any{"kmsKeyId": "key-1"}},
				desired:  map[string]any{"encryptAtRest": map[string]any{"kmsKeyId": "key-2"}},
				status:   map[string]any{"id": "id", "encryptAtRest": map[string]any{"kmsKeyId": "key-2"}},
			},
		},
		"OwnKeyBecomesThePlatforms": {
			reason: "A key of the user's own and that of the platform are different keys.",
			args:   args{kind: "Instance", observed: map[string]any{"kmsKeyId": "arn:key-1"}, desired: map[string]any{"kmsKeyIdRef": ref("x-key")}},
			want:   []string{"kmsKeyId is arn:key-1 and cannot become x-key"},
		},
		"NestedOwnKeyBecomesThePlatforms": {
			reason: "In a field of an object, too, the user's own key and that of the platform are different keys.",
			args: args{
				kind:     "Domain",
				observed: map[string]any{"encryptAtRest": map[string]any{"kmsKeyId": "arn:key-1"}},
				desired:  map[string]any{"encryptAtRest": map[string]any{"kmsKeyIdRef": ref("x-key")}},
			},
			want: []string{"encryptAtRest.kmsKeyId is arn:key-1 and cannot become x-key"},
		},
		"OneWay": {
			reason: "A cache can be upgraded from Redis to Valkey.",
			args:   args{kind: "ReplicationGroup", observed: map[string]any{"engine": "redis"}, desired: map[string]any{"engine": "valkey"}},
		},
		"OneWayBack": {
			reason: "A cache cannot be changed from Valkey to Redis.",
			args:   args{kind: "ReplicationGroup", observed: map[string]any{"engine": "valkey"}, desired: map[string]any{"engine": "redis"}},
			want:   []string{"engine is valkey and cannot become redis"},
		},
		"NotInAWS": {
			reason: "A resource that AWS refused to create can still be changed.",
			args: args{
				kind: "Subnet", observed: map[string]any{"cidrBlock": "10.0.99.0/24"}, desired: map[string]any{"cidrBlock": "10.0.1.0/24"},
				status: map[string]any{"arn": ""},
			},
		},
		"NotObserved": {
			reason: "A resource that does not exist is not replaced.",
			args:   args{kind: "Subnet", desired: map[string]any{"cidrBlock": "10.0.9.0/24"}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := Replacements("subnet-public-a", wire.Encode(resource(t, tc.args.kind, tc.args.observed, tc.args.status)), wire.Encode(resource(t, tc.args.kind, tc.args.desired, nil)))
			if len(got) != len(tc.want) {
				t.Fatalf("%s\nReplacements(...): want %d, got %v", tc.reason, len(tc.want), got)
			}
			for i, w := range tc.want {
				if !strings.Contains(got[i].Error(), w) {
					t.Errorf("%s\nReplacements(...)[%d]: want %q in %q", tc.reason, i, w, got[i])
				}
			}
		})
	}
}

func resource(t *testing.T, kind string, forProvider, atProvider map[string]any) *structpb.Struct {
	t.Helper()
	if forProvider == nil {
		return nil
	}
	if atProvider == nil {
		atProvider = map[string]any{"id": "id"}
	}
	service := map[string]string{"Domain": "opensearch", "Instance": "rds", "ReplicationGroup": "elasticache"}[kind]
	s, err := structpb.NewStruct(map[string]any{
		"apiVersion": cmp.Or(service, "ec2") + ".aws.m.upbound.io/v1beta1", "kind": kind,
		"spec":   map[string]any{"forProvider": forProvider},
		"status": map[string]any{"atProvider": atProvider},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReplacementsByAnotherAccount(t *testing.T) {
	through := func(config string) *structpb.Struct {
		s := resource(t, "VPC", map[string]any{"region": "eu-central-1"}, nil)
		ref, err := structpb.NewStruct(map[string]any{"name": config})
		if err != nil {
			t.Fatal(err)
		}
		s.Fields["spec"].GetStructValue().Fields["providerConfigRef"] = structpb.NewStructValue(ref)
		return s
	}
	if got := Replacements("vpc", wire.Encode(through("default")), wire.Encode(through("default"))); len(got) > 0 {
		t.Errorf("the same provider configuration is no change: got %v", got)
	}
	got := Replacements("vpc", wire.Encode(through("default")), wire.Encode(through("production")))
	if len(got) != 1 || !strings.Contains(got[0].Error(), "cannot move to production") {
		t.Errorf("another provider configuration may be another account: want one refusal, got %v", got)
	}
}
