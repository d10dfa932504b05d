// Package command is the xplatform command: its subcommands, their flags and help, and
// the status with which they exit.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/terminal"
	"github.com/xplatform-dev/xplatform/internal/version"
)

// Statuses with which the command exits.
const (
	statusOK      = 0
	statusFailed  = 1
	statusChanges = 2
	statusRisks   = 3
)

// streams are the standard streams of a command.
type streams struct {
	in       io.Reader
	out, err io.Writer
	colour   terminal.Colour
}

// writeJSON writes a value to standard output, for people as well as for programs.
func (s *streams) writeJSON(value any) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// style returns the style of a writer.
func (s *streams) style(w io.Writer) terminal.Style { return terminal.NewStyle(w, s.colour) }

// A statusError ends a command with a status of its own. What it has to say is printed
// already.
type statusError int

func (s statusError) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// Run runs the command with the arguments of a process, and returns the status to exit
// with.
func Run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) int {
	s := &streams{in: in, out: out, err: err, colour: terminal.Auto}
	root := newRoot(programName(args[0]), s)
	root.SetArgs(args[1:])
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	failure := root.ExecuteContext(ctx)
	status := statusError(0)
	switch {
	case failure == nil:
		return statusOK
	case errors.As(failure, &status):
		return int(status)
	}
	report(err, failure)
	return statusFailed
}

// programName returns the name under which the program is called: as a plugin it is
// called by kubectl.
func programName(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), ".exe")
	if plugin, ok := strings.CutPrefix(name, "kubectl-"); ok {
		return "kubectl " + plugin
	}
	return "xplatform"
}

const about = `{{program}} previews platforms of xplatform without a cluster and without an AWS account.

It runs the composition functions in process and simulates what AWS reports, so that
the resources of a claim, and every step of a change, can be read before it is applied.`

func newRoot(program string, s *streams) *cobra.Command {
	use, isPlugin := strings.CutPrefix(program, "kubectl ")
	root := &cobra.Command{
		Use:           use,
		Short:         "Preview platforms and their changes before they are applied",
		Long:          nameProgram(program, about),
		Version:       version.String(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	if isPlugin {
		root.Annotations = map[string]string{cobra.CommandDisplayNameAnnotation: program}
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.PersistentFlags().Var(newChoice((*string)(&s.colour), "auto", "always", "never"), "color", "colour the output: auto, always or never")
	complete(root, "color", "auto", "always", "never")
	for _, add := range []func(string, *streams) *cobra.Command{newRender, newPlan, newDraw, newExplain, newValidate, newSchema} {
		root.AddCommand(add(program, s))
	}
	return root
}

// nameProgram puts the name of the program into a text.
func nameProgram(program, text string) string {
	return strings.ReplaceAll(text, "{{program}}", program)
}

// report prints why a command failed.
func report(w io.Writer, err error) {
	fatal := (*render.FatalError)(nil)
	switch {
	case errors.As(err, &fatal):
		fmt.Fprintln(w, "fatal:", fatal)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "interrupted")
	default:
		fmt.Fprintln(w, "error:", strings.TrimSpace(err.Error()))
	}
}

// addFamily adds the flag for the family that claims are rendered through.
func addFamily(cmd *cobra.Command, family *string) {
	cmd.Flags().Var(newChoice(family, "cluster", "namespaced"), "family", "family to render claims through (default that of the claim)")
	complete(cmd, "family", "cluster", "namespaced")
}
