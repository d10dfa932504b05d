package command

import (
	"github.com/spf13/cobra"

	"github.com/xplatform-dev/xplatform/internal/jsonschema"
	"github.com/xplatform-dev/xplatform/internal/render"
)

const schemaLong = `Print the JSON Schema of a claim, for editors.

Editors with a YAML language server complete and check a claim whose first line names the
schema. It is published for each version; print it to pin the version of this program.`

const schemaExample = `  # Write the schema beside a claim, and name it in the first line of the claim
  {{program}} schema > platform.json
  sed -i '1i # yaml-language-server: $schema=platform.json' claim.yaml

  # The schema of the namespaced Platform of m.xplatform.dev
  {{program}} schema --family namespaced`

func newSchema(program string, s *streams) *cobra.Command {
	family := string(render.FamilyCluster)
	cmd := &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of a claim, for editors",
		Long:    schemaLong,
		Example: nameProgram(program, schemaExample),
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			write := jsonschema.Claim
			if family == string(render.FamilyNamespaced) {
				write = jsonschema.Namespaced
			}
			out, err := write(render.PairOf(render.Family(family)).Definition)
			if err != nil {
				return err
			}
			_, err = s.out.Write(out)
			return err
		},
	}
	cmd.Flags().Var(newChoice(&family, "cluster", "namespaced"), "family", "cluster for the claim, namespaced for the namespaced Platform")
	complete(cmd, "family", "cluster", "namespaced")
	return cmd
}
