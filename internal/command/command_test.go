package command

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// asCommand makes this test program the command itself, so that tests run a process
// with arguments, pipes and a status of its own.
const asCommand = "XPLATFORM_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(Run(context.Background(), os.Args, os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// A finished is a process that has ended.
type finished struct {
	out, err string
	status   int
}

// execute runs the command: the program that make has built, or this one. Paths are
// those below the repository's root.
func execute(t *testing.T, stdin string, args ...string) finished {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if bin := os.Getenv("XPLATFORM_BIN"); bin != "" {
		program = filepath.Join(bin, "xplatform")
	}
	return executeAs(t, program, stdin, args...)
}

func executeAs(t *testing.T, program, stdin string, args ...string) finished {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), asCommand+"=1", "NO_COLOR=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	exit := (*exec.ExitError)(nil)
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("cannot run %s: %v", program, err)
	}
	return finished{out: out.String(), err: errs.String(), status: cmd.ProcessState.ExitCode()}
}

// write writes a file of a test, and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestUsage(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   []string
		status int
		out    string
		err    string
	}{
		"Help":       {"Without a subcommand the help is printed.", nil, 0, "Usage:\n  xplatform [command]", ""},
		"Examples":   {"Each subcommand has examples.", []string{"help", "render"}, 0, "  xplatform render claim.yaml -o yaml\n", ""},
		"Unknown":    {"A subcommand that does not exist is named.", []string{"rendr"}, 1, "", "error: unknown command \"rendr\" for \"xplatform\"\n\nDid you mean this?\n\trender\n"},
		"Flag":       {"A flag that does not exist is named.", []string{"render", "x", "--foo"}, 1, "", "error: unknown flag: --foo\n"},
		"Choice":     {"A value that a flag does not have is refused with those that it has.", []string{"render", "x", "--reconcile=second"}, 1, "", "error: invalid argument \"second\" for \"--reconcile\" flag: cannot take \"second\": write settled or first\n"},
		"Arguments":  {"A claim is wanted.", []string{"render"}, 1, "", "error: accepts 1 arg(s), received 0\n"},
		"NoFile":     {"A file that does not exist is an error.", []string{"render", "absent.yaml"}, 1, "", "error: cannot read claim: open absent.yaml: no such file or directory\n"},
		"Bash":       {"Completion is cobra's.", []string{"completion", "bash"}, 0, "__start_xplatform", ""},
		"Zsh":        {"Completion is cobra's.", []string{"completion", "zsh"}, 0, "#compdef xplatform", ""},
		"Fish":       {"Completion is cobra's.", []string{"completion", "fish"}, 0, "fish completion for xplatform", ""},
		"Completion": {"Values of flags are completed.", []string{"__complete", "render", "x", "--reconcile", ""}, 0, "settled\nfirst\n", ""},
		"Version":    {"The version is printed alone.", []string{"--version"}, 0, "v", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, "", tc.args...)
			if got.status != tc.status || !strings.Contains(got.out, tc.out) || tc.status != 0 && got.err != tc.err {
				t.Errorf("%s\nxplatform %s: got status %d\n%s%s\nwant status %d\n%s%s", tc.reason, strings.Join(tc.args, " "), got.status, got.out, got.err, tc.status, tc.out, tc.err)
			}
		})
	}
}

// TestPlugin calls the program as kubectl does.
func TestPlugin(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	plugin := filepath.Join(t.TempDir(), "kubectl-xplatform")
	if err := os.Symlink(program, plugin); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--help"}, {"render", "--help"}} {
		got := executeAs(t, plugin, "", args...)
		if !strings.Contains(got.out, "kubectl xplatform") || strings.Contains(strings.ReplaceAll(got.out, "kubectl xplatform", ""), " xplatform render") {
			t.Errorf("help of the plugin does not name the command of kubectl:\n%s", got.out)
		}
	}
}
