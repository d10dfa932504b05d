package run

import (
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// TestSecretsOfOthers shows that a Secret is composed only if none exists, or
// if it is the platform's own.
func TestSecretsOfOthers(t *testing.T) {
	key := name.ConnectionSecret("shop")
	const secret = `{apiVersion: v1, kind: Secret, metadata: {name: shop, namespace: team}`
	f := &Function{Condition: "DataReady", Compose: func(Input) (Output, error) {
		var s emit.Set
		s.Add(key, &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: "shop", Namespace: "team"}, Data: map[string][]byte{"host": []byte("x")}})
		return Output{Desired: s}, nil
	}}
	type want struct {
		asked, composed bool
		message         string
	}
	message := string(key) + " waits for Secret team/shop to be gone: it is not this platform's, and left as it is; delete it, or choose another name in spec.connectionSecretName. 0 of 1 ready"
	cases := map[string]struct {
		reason   string
		existing string
		observed bool
		want     want
	}{
		"New":             {reason: "A Secret that does not exist is composed.", want: want{asked: true, composed: true}},
		"WithoutOwner":    {reason: "A Secret without an owner is not the platform's.", existing: secret + "}", want: want{asked: true, message: message}},
		"AnotherPlatform": {reason: "A Secret of another platform is not the platform's.", existing: secret[:len(secret)-1] + `, ownerReferences: [{uid: other, controller: true}]}}`, want: want{asked: true, message: message}},
		"NotControlled":   {reason: "A Secret that the platform owns without controlling it is not the platform's.", existing: secret[:len(secret)-1] + `, ownerReferences: [{uid: u}]}}`, want: want{asked: true, message: message}},
		"Own":             {reason: "A Secret that the platform controls is its own, although it is not observed.", existing: secret[:len(secret)-1] + `, ownerReferences: [{uid: other}, {uid: u, controller: true}]}}`, want: want{asked: true, composed: true}},
		"Observed":        {reason: "A Secret that is observed as a resource of the platform is not requested.", observed: true, want: want{composed: true}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			req := &fnv1.RunFunctionRequest{Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, xr)}}}
			if tc.existing != "" {
				req.RequiredResources = map[string]*fnv1.Resources{string(key): {Items: []*fnv1.Resource{{Resource: parse(t, tc.existing)}}}}
			}
			if tc.observed {
				req.Observed.Resources = map[string]*fnv1.Resource{string(key): {Resource: parse(t, secret+"}")}}
			}
			rsp, err := f.RunFunction(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			asked := rsp.GetRequirements().GetResources()[string(key)]
			got := want{asked: asked != nil, composed: rsp.GetDesired().GetResources()[string(key)] != nil}
			if !got.composed {
				got.message = rsp.GetConditions()[0].GetMessage()
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
			namespace := "team"
			selector := &fnv1.ResourceSelector{ApiVersion: "v1", Kind: "Secret", Match: &fnv1.ResourceSelector_MatchName{MatchName: "shop"}, Namespace: &namespace}
			if diff := cmp.Diff(selector, asked, protocmp.Transform()); tc.want.asked && diff != "" {
				t.Errorf("%s\nasked for: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
