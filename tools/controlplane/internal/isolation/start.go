// Package isolation runs a program in network, mount and process namespaces of
// its own. Crossplane and the functions listen on fixed ports of all interfaces
// and call each other by name, which would conflict with other programs on the
// machine; and all child processes end with the program.
package isolation

import (
	"os"
	"os/exec"
	"syscall"
)

// Command returns a command that runs this program again, with other arguments,
// isolated from the rest of the machine. It is the first process there, and the
// kernel ends all others with it. Without root it becomes root of a user
// namespace.
func Command(args ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWNS | syscall.CLONE_NEWPID,
		Pdeathsig:  syscall.SIGKILL,
	}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	return cmd, nil
}
