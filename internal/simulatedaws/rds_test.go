package simulatedaws

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const databaseYAML = `
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: demo-db}
spec:
  forProvider:
    region: eu-central-1
    identifier: demo
    engine: postgres
    engineVersion: "17"
    instanceClass: db.t4g.medium
    allocatedStorage: 20
    username: postgres
    dbName: app
    storageEncrypted: true
    manageMasterUserPassword: true
    kmsKeyIdRef: {name: demo-key}
    masterUserSecretKmsKeyIdRef: {name: demo-key}
    dbSubnetGroupNameRef: {name: demo-db}
    parameterGroupNameRef: {name: demo-db}
    vpcSecurityGroupIdRefs: [{name: demo-sg}]
    tags: {Name: demo}
`

// aloneYAML is a database that refers to nothing but a Secret.
const aloneYAML = `
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: demo-db}
spec: {forProvider: {region: eu-central-1, identifier: demo, engine: mysql, engineVersion: "8.4", allocatedStorage: 20, autoGeneratePassword: true, passwordSecretRef: {name: db, namespace: x, key: password}}}
`

// copyYAML sorts before its source, and so is tried first.
const copyYAML = `
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: demo-copy}
spec: {forProvider: {region: eu-central-1, identifier: copy, replicateSourceDb: "arn:aws:rds:eu-central-1:123456789012:db:demo"}}
`

// groupedYAML is in a subnet group that waits for a subnet which is not there.
const groupedYAML = `
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: demo-db}
spec: {forProvider: {region: eu-central-1, identifier: demo, engine: mysql, engineVersion: "8.4", dbSubnetGroupNameRef: {name: demo-db}}}
---
apiVersion: rds.aws.upbound.io/v1beta1
kind: SubnetGroup
metadata: {name: demo-db, annotations: {crossplane.io/external-name: demo-group}}
spec: {forProvider: {region: eu-central-1, subnetIdRefs: [{name: demo-subnet-database-a}]}}
`

// sized returns a database of so many GiB, which AWS may grow to so many.
func sized(gib, most, iops int) string {
	asked := fmt.Sprintf("storageType: gp3, allocatedStorage: %d, maxAllocatedStorage: %d", gib, most)
	if iops > 0 {
		asked += fmt.Sprintf(", iops: %d", iops)
	}
	return strings.Replace(aloneYAML, "allocatedStorage: 20", asked, 1)
}

func TestDatabase(t *testing.T) {
	type args struct {
		provider Provider
		desired  string
		before   map[string]any
		fields   []string
	}
	const id, copyID = "db-42CF9E02D80BB1DD8931C50802", "db-D0F9AF780EEB942996285DAE67"
	cases := map[string]struct {
		reason string
		args   args
		want   seen
	}{
		"Created": {
			reason: "An instance has a host, an endpoint with the port of its engine, and a default parameter group.",
			args:   args{desired: aloneYAML, fields: []string{"arn", "address", "endpoint", "engineVersion", "engineVersionActual", "parameterGroupName"}},
			want: seen{ExternalName: id, Ready: "Available", Status: map[string]any{
				"arn":                 "arn:aws:rds:eu-central-1:123456789012:db:demo",
				"address":             "demo.9f972d59c80a.eu-central-1.rds.amazonaws.com",
				"endpoint":            "demo.9f972d59c80a.eu-central-1.rds.amazonaws.com:3306",
				"engineVersion":       "8.4",
				"engineVersionActual": "8.4.5",
				"parameterGroupName":  "default.mysql8.4",
			}},
		},
		"PasswordInSecret": {
			reason: "AWS reports neither the password, nor where it comes from, nor a secret of its own.",
			args:   args{desired: aloneYAML, fields: []string{"autoGeneratePassword", "passwordSecretRef", "passwordSecret", "masterUserSecret"}},
			want:   seen{ExternalName: id, Ready: "Available"},
		},
		"Upgraded": {
			reason: "What AWS upgraded and enlarged stays so, while the beginning of the version is asked for.",
			args:   args{desired: aloneYAML, before: map[string]any{"engineVersionActual": "8.4.9", "allocatedStorage": 50.0}, fields: []string{"engineVersion", "engineVersionActual", "allocatedStorage"}},
			want: seen{ExternalName: id, Ready: "Available", Status: map[string]any{
				"engineVersion": "8.4", "engineVersionActual": "8.4.9", "allocatedStorage": 50.0,
			}},
		},
		"Downgrade": {
			reason: "A version that is older than the one that runs is not what AWS reports.",
			args:   args{desired: aloneYAML, before: map[string]any{"engineVersionActual": "9.1.0"}, fields: []string{"engineVersion", "engineVersionActual"}},
			want:   seen{ExternalName: id, Ready: "Available", Status: map[string]any{"engineVersion": "9.1.0", "engineVersionActual": "9.1.0"}},
		},
		"Replica": {
			reason: "A replica waits for its source, and takes over what it is not asked.",
			args:   args{desired: copyYAML + "\n---\n" + aloneYAML, fields: []string{"engine", "engineVersionActual", "allocatedStorage", "address"}},
			want: seen{ExternalName: copyID, Ready: "Available", Status: map[string]any{
				"engine": "mysql", "engineVersionActual": "8.4.5", "allocatedStorage": 20.0,
				"address": "copy.9f972d59c80a.eu-central-1.rds.amazonaws.com",
			}},
		},
		"CeilingTooLow": {
			reason: "AWS sets no ceiling that leaves less than a tenth to grow by.",
			args:   args{desired: sized(20, 21, 0)},
			want:   seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 InvalidParameterCombination: Invalid max storage size for engine name mysql and storage type gp3: 21  []}]"},
		},
		"CeilingTooLowForGrown": {
			reason: "The tenth counts from the storage that there is.",
			args:   args{desired: sized(100, 500, 0), before: map[string]any{"id": id, "allocatedStorage": 470.0}, fields: []string{"allocatedStorage", "maxAllocatedStorage"}},
			want: seen{Ready: "Available", Problem: "update failed: async update failed: failed to update the resource: [{0 InvalidParameterCombination: Invalid max storage size for engine name mysql and storage type gp3: 500  []}]", Status: map[string]any{
				"allocatedStorage": 470.0,
			}},
		},
		"CeilingStays": {
			reason: "What is not changed is not refused.",
			args:   args{desired: sized(470, 500, 12000), before: map[string]any{"id": id, "allocatedStorage": 470.0, "maxAllocatedStorage": 500.0}, fields: []string{"allocatedStorage", "maxAllocatedStorage"}},
			want:   seen{ExternalName: id, Ready: "Available", Status: map[string]any{"allocatedStorage": 470.0, "maxAllocatedStorage": 500.0}},
		},
		"FastTooSmall": {
			reason: "Below 400 GiB AWS takes no IOPS.",
			args:   args{desired: sized(100, 500, 12000)},
			want:   seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 InvalidParameterCombination: You can't specify IOPS or storage throughput for a storage size less than 400.  []}]"},
		},
		"LargeTooSlow": {
			reason: "Nor does it grow beyond without them.",
			args:   args{desired: sized(1000, 2000, 0), before: map[string]any{"id": id, "allocatedStorage": 100.0}, fields: []string{"allocatedStorage"}},
			want: seen{Ready: "Available", Problem: "update failed: async update failed: failed to update the resource: [{0 InvalidParameterCombination: Invalid IOPS value 0 for a storage size of 1000: at least 12000.  []}]", Status: map[string]any{
				"allocatedStorage": 100.0,
			}},
		},
		"ReplicaSize": {
			reason: "A replica begins as large as its source, whatever is asked for.",
			args:   args{desired: strings.Replace(copyYAML, "identifier: copy", "identifier: copy, allocatedStorage: 300", 1) + "\n---\n" + aloneYAML, fields: []string{"allocatedStorage"}},
			want:   seen{ExternalName: copyID, Ready: "Available", Status: map[string]any{"allocatedStorage": 20.0}},
		},
		"ReplicaTooEarly": {
			reason: "AWS refuses a replica while its source is being created.",
			args:   args{provider: Provider{Slow: map[string]bool{"demo-db": true}}, desired: copyYAML + "\n---\n" + aloneYAML},
			want:   seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 DBInstanceNotFound: The source instance could not be found: arn:aws:rds:eu-central-1:123456789012:db:demo  []}]"},
		},
		"GroupMissing": {
			reason: "AWS refuses an instance whose subnet group it does not have, although the name of the group is known.",
			args:   args{desired: groupedYAML},
			want:   seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 DBSubnetGroupNotFoundFault: DB subnet group 'demo-group' does not exist.  []}]"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			desired := objects(t, tc.args.desired)
			var observed []*unstructured.Unstructured
			if tc.args.before != nil {
				observed = objects(t, tc.args.desired)
				_ = unstructured.SetNestedMap(observed[0].Object, tc.args.before, "status", "atProvider")
			}
			got, err := tc.args.provider.Act(desired, observed)
			if err != nil {
				t.Fatalf("%s\nAct(...): %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want, look(got[0], tc.args.fields...)); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestManagedPassword(t *testing.T) {
	got, err := (&Provider{Sound: true}).Act(objects(t, everyKind), nil)
	if err != nil {
		t.Fatalf("Act(...): %v", err)
	}
	want := seen{ExternalName: "db-42CF9E02D80BB1DD8931C50802", Ready: "Available", Status: map[string]any{"masterUserSecret": []any{map[string]any{
		"secretArn":    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-42cf9e02-d80b-41dd-8931-c50802e1ff08-f50c8e",
		"secretStatus": "active",
		"kmsKeyId":     "arn:aws:kms:eu-central-1:123456789012:key/f8a0cef7-c396-4087-84b3-b37729ef258c",
	}}}}
	if diff := cmp.Diff(want, look(named(t, got, "Instance", "demo-db"), "masterUserSecret")); diff != "" {
		t.Errorf("a password that AWS manages is a secret of AWS's, encrypted with the key that was asked for: -want, +got:\n%s", diff)
	}
}
