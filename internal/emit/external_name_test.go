package emit

import (
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestAddExternalName(t *testing.T) {
	object := func(apiVersion, kind, annotation, id string) map[string]any {
		metadata := map[string]any{"name": "x"}
		if annotation != "" {
			metadata["annotations"] = map[string]any{"crossplane.io/external-name": annotation}
		}
		return map[string]any{
			"apiVersion": apiVersion, "kind": kind, "metadata": metadata,
			"status": map[string]any{"atProvider": map[string]any{"id": id}},
		}
	}
	const cluster, namespaced = "ec2.aws.upbound.io/v1beta1", "ec2.aws.m.upbound.io/v1beta1"
	cases := map[string]struct {
		reason            string
		given             string
		observed          map[string]any
		want              string
		wantNoAnnotations bool
	}{
		"New":        {reason: "A resource that AWS has not created has no external name.", observed: object(cluster, "VPC", "", ""), wantNoAnnotations: true},
		"Created":    {reason: "The ID is written as soon as it is observed.", observed: object(cluster, "VPC", "", "vpc-1"), want: "vpc-1"},
		"Namespaced": {reason: "The ID is written in both families.", observed: object(namespaced, "VPC", "", "vpc-1"), want: "vpc-1"},
		"Named":      {reason: "An external name stays, whatever is observed later.", observed: object(cluster, "VPC", "vpc-1", ""), want: "vpc-1"},
		"Given":      {reason: "A name that the platform gives is kept.", given: "mine", observed: object("iam.aws.upbound.io/v1beta1", "Role", "theirs", "theirs"), want: "mine"},
		"Computed":   {reason: "The provider computes the identity of a route from its parameters.", observed: object("ec2.aws.upbound.io/v1beta2", "Route", "", "r-1"), wantNoAnnotations: true},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			desired, err := structpb.NewStruct(object(cluster, "VPC", tc.given, ""))
			if err != nil {
				t.Fatal(err)
			}
			observed, err := structpb.NewStruct(tc.observed)
			if err != nil {
				t.Fatal(err)
			}
			annotations := AddExternalName(wire.Encode(desired), wire.Encode(observed)).Decode().Fields["metadata"].GetStructValue().Fields["annotations"]
			if got := annotations.GetStructValue().GetFields()["crossplane.io/external-name"].GetStringValue(); got != tc.want || (annotations == nil) != tc.wantNoAnnotations {
				t.Errorf("%s\nwant %q, got annotations %v", tc.reason, tc.want, annotations)
			}
		})
	}
}
