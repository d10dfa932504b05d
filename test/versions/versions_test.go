package versions

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// page is the page about versions for platform teams.
const page = "docs/versions.md"

// The go.mod files that pin versions.
const (
	product      = "go.mod"
	crossplane   = "tools/crossplane/go.mod"
	oldest       = "tools/oldest/go.mod"
	controlPlane = "tools/controlplane/go.mod"
)

// read returns a file of the repository.
func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// pinned returns the version at which a go.mod requires a module.
func pinned(t *testing.T, goMod, module string) string {
	t.Helper()
	m := regexp.MustCompile(`(?m)^(?:require)?\s*` + regexp.QuoteMeta(module) + ` (v\S+)`).FindStringSubmatch(read(t, goMod))
	if m == nil {
		t.Fatalf("%s does not require %s", goMod, module)
	}
	return m[1]
}

// bare returns a version without the letter v, as charts and docs write it.
func bare(version string) string {
	return strings.TrimPrefix(version, "v")
}

// A row of the page's table of modules.
var row = regexp.MustCompile(`(?m)^\| (\S+\.\S+/\S+) \| (v\S+) \| (\S*go\.mod) \|`)

func TestModulesAreAsPinned(t *testing.T) {
	rows := row.FindAllStringSubmatch(read(t, page), -1)
	if len(rows) < 10 {
		t.Fatalf("%s lists %d modules: its table does not have the expected form", page, len(rows))
	}
	for _, r := range rows {
		if want := pinned(t, r[3], r[1]); r[2] != want {
			t.Errorf("%s says %s %s, and %s pins %s", page, r[1], r[2], r[3], want)
		}
	}
}

func TestDocsNameTestedVersions(t *testing.T) {
	const providerModule, coreModule = "github.com/upbound/provider-aws/v2", "github.com/crossplane/crossplane/v2"
	core, cli, first := pinned(t, crossplane, coreModule), pinned(t, crossplane, "github.com/crossplane/cli/v2"), pinned(t, oldest, coreModule)
	compiled, kubernetes := pinned(t, product, providerModule), pinned(t, controlPlane, "k8s.io/kubernetes")
	line := first[:strings.LastIndex(first, ".")] // v2.2 of v2.2.1
	providers := ">=" + compiled + ", <v3.0.0"
	newest := providercrd.Newest[:strings.LastIndex(providercrd.Newest, ".")]
	cases := map[string]struct {
		reason, file string
		says         []string
	}{
		"Page": {
			reason: "The page names the versions that the tests run.",
			file:   page,
			says: []string{
				"| Crossplane | " + bare(line) + " or newer | " + bare(core) + " |",
				"\n| | | " + bare(first) + " | `make test`",
				"| crossplane CLI | " + bare(cli) + " | " + bare(cli) + " |",
				"| AWS provider | " + bare(compiled) + " or newer, below 3.0.0 | " + bare(compiled) + " |",
				"\n| | | " + bare(providercrd.Newest) + " | its CRDs",
				"| Kubernetes | 1.30 or newer | " + bare(kubernetes) + " |",
				"take Crossplane " + bare(core) + " and version " + bare(providercrd.Newest) + " of the provider's packages",
				"`>=" + line + ".0-0` of Crossplane, `" + providers + "` of the provider",
			},
		},
		"README":        {reason: "The first page names what to install.", file: "README.md", says: []string{"| Crossplane | " + bare(line) + " or newer; " + bare(core) + " for new", "| AWS provider | provider-aws " + bare(compiled) + " or newer, below 3.0.0; " + bare(providercrd.Newest) + " for new"}},
		"Running":       {reason: "The steps install the tested versions.", file: "docs/running.md", says: []string{"crossplane-stable/crossplane --version " + bare(core), "PROVIDER_VERSIONS='>=" + newest + ".0, <v"}},
		"Packages":      {reason: "The range of the provider is the default of make xpkg.", file: "docs/packages.md", says: []string{"| `" + providers + "` |"}},
		"Configuration": {reason: "The package can be installed on every supported version.", file: "package/crossplane.yaml", says: []string{`version: ">=` + line + `.0-0"`}},
		"Network":       {reason: "Functions require the same version as the Configuration.", file: "functions/network/package/crossplane.yaml", says: []string{`version: ">=` + line + `.0-0"`}},
		"Edge":          {reason: "Functions require the same version as the Configuration.", file: "functions/edge/package/crossplane.yaml", says: []string{`version: ">=` + line + `.0-0"`}},
		"Data":          {reason: "Functions require the same version as the Configuration.", file: "functions/data/package/crossplane.yaml", says: []string{`version: ">=` + line + `.0-0"`}},
		"Compute":       {reason: "Functions require the same version as the Configuration.", file: "functions/compute/package/crossplane.yaml", says: []string{`version: ">=` + line + `.0-0"`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			text := read(t, tc.file)
			for _, want := range tc.says {
				if !strings.Contains(text, want) {
					t.Errorf("%s\n%s lacks %q", tc.reason, tc.file, want)
				}
			}
		})
	}
}

// TestSimulationIsOfTestedVersions compares the versions of the simulated
// provider with the one that is compiled against and the recommended one.
func TestSimulationIsOfTestedVersions(t *testing.T) {
	if want := bare(pinned(t, product, "github.com/upbound/provider-aws/v2")); simulatedaws.Compiled != want {
		t.Errorf("the simulated provider is %s, and %s pins %s", simulatedaws.Compiled, product, want)
	}
	if want := bare(providercrd.Newest); simulatedaws.Recommended != want {
		t.Errorf("the simulated provider of the goldens is %s, and the newest that is tested %s", simulatedaws.Recommended, want)
	}
}

// TestLibrariesAreOneVersion compares the libraries that take long to compile, and
// those that carry fixes.
func TestLibrariesAreOneVersion(t *testing.T) {
	for _, module := range []string{
		"k8s.io/api", "k8s.io/apimachinery", "k8s.io/client-go", "k8s.io/apiserver", "k8s.io/klog/v2",
		"google.golang.org/grpc", "golang.org/x/net", "golang.org/x/text", "github.com/google/cel-go",
	} {
		want := pinned(t, product, module)
		for _, goMod := range []string{crossplane, oldest, controlPlane} {
			if got := pinned(t, goMod, module); got != want {
				t.Errorf("%s pins %s %s, and %s pins %s: packages would be compiled twice", goMod, module, got, product, want)
			}
		}
	}
}
