package simulatedaws

import (
	"cmp"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

// An engine contains AWS's defaults for a database engine: its port, its
// default version, how AWS completes versions, and whether it has Extended
// Support.
type engine struct {
	port     int64
	version  string
	parts    []string
	extended bool
}

var engines = map[string]engine{
	"postgres": {port: 5432, version: "17", parts: []string{"4"}, extended: true},
	"mysql":    {port: 3306, version: "8", parts: []string{"4", "5"}, extended: true},
	"mariadb":  {port: 3306, version: "11", parts: []string{"4", "5"}},
}

// database reports an instance. When it could be restored to is left out: there
// is no clock.
func database(p report) {
	copySource(p)
	e, ok := engines[p.text("engine")]
	if !ok {
		e = engines["mysql"]
	}
	databaseVersion(p, e)
	if p.text("snapshotIdentifier") != "" || p.atProvider["restoreToPointInTime"] != nil {
		// The content of a snapshot is not known.
		p.invent("dbName", "restored")
		p.invent("username", "restored")
	}
	if e.extended {
		p.invent("engineLifecycleSupport", "open-source-rds-extended-support")
	}
	p.invent("resourceId", p.externalName())
	p.invent("status", "available")
	p.invent("availabilityZone", p.region()+"a")
	p.invent("port", e.port)
	p.invent("address", fmt.Sprintf("%s.%s.%s.rds.%s", p.asked("identifier"), hash("databases", p.region())[:12], p.region(), partition.Of(p.region()).DNSSuffix))
	p.invent("hostedZoneId", "Z"+strings.ToUpper(hash("databases", p.region())[:13]))
	p.atProvider["endpoint"] = fmt.Sprintf("%s:%d", p.text("address"), p.count("port"))
	if managed, _ := p.atProvider["manageMasterUserPassword"].(bool); managed {
		p.invent("masterUserSecret", []any{map[string]any{
			"secretArn":    secretARN(p.resource, "rds!db-"+uuid(p.resource)),
			"secretStatus": "active",
			"kmsKeyId":     keyARN(p.resource, p.text("masterUserSecretKmsKeyId")),
		}})
	}
	// Storage grows by itself, and never shrinks.
	if count(p.before[storage]) > p.count(storage) {
		p.atProvider[storage] = p.before[storage]
	}
}

// databaseVersion reports the version that runs and what follows from it. The
// version that was asked for is repeated as long as it is the beginning of
// that, as Terraform does.
func databaseVersion(p report, e engine) {
	asked := p.text("engineVersion")
	p.runs(cmp.Or(asked, familyVersion(p), e.version), e.parts...)
	actual := p.text("engineVersionActual")
	if asked == "" || !strings.HasPrefix(actual+".", asked+".") {
		p.atProvider["engineVersion"] = actual
	}
	if p.text("parameterGroupName") == "" {
		family := strings.Join(strings.Split(actual, ".")[:len(e.parts)], ".")
		p.atProvider["parameterGroupName"] = "default." + p.text("engine") + family
	}
}

// familyVersion returns the version that the parameters of a database are for.
// One that is restored asks for no version, and AWS takes only parameters that
// are for the version of its snapshot.
func familyVersion(p report) string {
	group := p.world.withStatus(p.resource, "rds/ParameterGroup", "id", p.text("parameterGroupName"))
	return strings.TrimPrefix(status(group, "family"), p.text("engine"))
}

// copySource gives a replica what it takes over from its source.
func copySource(p report) {
	source := sourceOf(p.world, p.resource)
	if source == nil {
		return
	}
	if !p.existed {
		// It is made as large as its source is, whatever is asked for.
		p.atProvider[storage], _, _ = unstructured.NestedFieldNoCopy(source.Object, "status", "atProvider", storage)
	}
	p.invent("engineVersion", status(source, "engineVersionActual"))
	for _, field := range []string{
		storage, "dbName", "dbSubnetGroupName", "engine", "parameterGroupName", "storageEncrypted", "username",
	} {
		if v, ok, _ := unstructured.NestedFieldNoCopy(source.Object, "status", "atProvider", field); ok {
			p.invent(field, v)
		}
	}
}

// sourceOf finds the instance that a replica copies, by its identifier or its
// ARN, or nil.
func sourceOf(w *world, r *resource) *unstructured.Unstructured {
	identifier := r.asked("replicateSourceDb")
	if _, after, ok := strings.Cut(identifier, ":db:"); ok {
		identifier = after
	}
	if identifier == "" {
		return nil
	}
	for o := range w.ofKind(r, "rds/Instance") {
		if parameter(o, "identifier") == identifier {
			return o
		}
	}
	return nil
}
