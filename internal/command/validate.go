package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/xplatform-dev/xplatform/internal/claimfile"
	"github.com/xplatform-dev/xplatform/internal/validate"
)

const validateLong = `Report all faults of claims, with file, line and column.

Arguments are files, directories, of which every YAML and JSON file is read, or - for
standard input. Objects that are not platforms are skipped. Checked are the schema, the
rules, and all that the functions find without observed resources; rules about changes are
checked by plan.

Exit status: 0 if all platforms are valid, 1 if one is not, or if there is none.`

const validateExample = `  # A claim
  {{program}} validate claim.yaml

  # All claims below a directory, as a pipeline does
  {{program}} validate platforms/

  # Standard input, faults as JSON
  kustomize build . | {{program}} validate - -o json`

func newValidate(program string, s *streams) *cobra.Command {
	output := "text"
	cmd := &cobra.Command{
		Use:               "validate CLAIM...",
		Short:             "Report all faults of claims, with line and column",
		Long:              validateLong,
		Example:           nameProgram(program, validateExample),
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := check(cmd.Context(), s, args)
			if err != nil {
				return err
			}
			return printReport(s, report, output)
		},
	}
	cmd.Flags().VarP(newChoice(&output, "text", "json"), "output", "o", "output format")
	complete(cmd, "output", "text", "json")
	return cmd
}

// check validates the files that arguments name.
func check(ctx context.Context, s *streams, args []string) (*validate.Report, error) {
	report := validate.NewReport()
	for _, arg := range args {
		if arg == "-" {
			data, err := io.ReadAll(s.in)
			if err != nil {
				return nil, fmt.Errorf("cannot read standard input: %w", err)
			}
			if err := report.Add(ctx, "standard input", data); err != nil {
				return nil, err
			}
			continue
		}
		files, err := claimfile.Paths(arg)
		if err != nil {
			return nil, fmt.Errorf("cannot read claims: %w", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("cannot read claims: %w", err)
			}
			if err := report.Add(ctx, file, data); err != nil {
				return nil, err
			}
		}
	}
	if report.Platforms == 0 && len(report.Faults) == 0 {
		return nil, errors.New("cannot find any platform in the arguments: name files or directories with a Platform of xplatform.dev or m.xplatform.dev")
	}
	return report, nil
}

func printReport(s *streams, r *validate.Report, output string) error {
	if output == "json" {
		if err := s.writeJSON(r); err != nil {
			return err
		}
	} else {
		style := s.style(s.out)
		for _, f := range r.Faults {
			fmt.Fprintf(s.out, "%s %s\n", style.Bold(fmt.Sprintf("%s:%d:%d:", f.File, f.Line, f.Column)), f.Text())
		}
		fmt.Fprintln(s.err, r.Summary())
	}
	if len(r.Faults) > 0 {
		return statusError(statusFailed)
	}
	return nil
}
