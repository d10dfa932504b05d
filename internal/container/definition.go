// Package container writes the container definitions of ECS tasks. The JSON is
// canonical, so that equal definitions are equal strings: AWS does not change
// task definitions, and another string would be another one.
package container

import (
	"bytes"
	"encoding/json"
)

// A Definition describes one container of a task. Fields are in the order of
// their names. Those without omitempty are always written, because AWS always
// reports them: otherwise the provider would see a difference at every
// observation.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
type Definition struct {
	Command                []string         `json:"command,omitempty"`
	CPU                    int64            `json:"cpu"`
	Environment            []Variable       `json:"environment"`
	Essential              bool             `json:"essential"`
	Image                  string           `json:"image"`
	LinuxParameters        *LinuxParameters `json:"linuxParameters,omitempty"`
	LogConfiguration       LogConfiguration `json:"logConfiguration"`
	Memory                 int64            `json:"memory,omitempty"`
	MountPoints            []MountPoint     `json:"mountPoints"`
	Name                   string           `json:"name"`
	PortMappings           []PortMapping    `json:"portMappings"`
	ReadonlyRootFilesystem bool             `json:"readonlyRootFilesystem"`
	Secrets                []Secret         `json:"secrets,omitempty"`
	SystemControls         []SystemControl  `json:"systemControls"`
	User                   string           `json:"user"`
	VolumesFrom            []string         `json:"volumesFrom"`
}

// A Variable is an environment variable in plain text.
type Variable struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Secret is an environment variable that ECS reads from elsewhere when the
// task starts.
type Secret struct {
	Name      string `json:"name"`
	ValueFrom string `json:"valueFrom"`
}

// LinuxParameters are the options of Linux containers.
type LinuxParameters struct {
	InitProcessEnabled bool    `json:"initProcessEnabled,omitempty"`
	Tmpfs              []Tmpfs `json:"tmpfs,omitempty"`
}

// A Tmpfs is a directory in memory, of a maximum size in MiB.
type Tmpfs struct {
	ContainerPath string   `json:"containerPath"`
	MountOptions  []string `json:"mountOptions,omitempty"`
	Size          int64    `json:"size"`
}

// A MountPoint is a directory at which a volume of the task is mounted.
type MountPoint struct {
	ContainerPath string `json:"containerPath"`
	ReadOnly      bool   `json:"readOnly"`
	SourceVolume  string `json:"sourceVolume"`
}

// A PortMapping is a port that the container listens on.
type PortMapping struct {
	AppProtocol   string `json:"appProtocol,omitempty"`
	ContainerPort int64  `json:"containerPort"`
	HostPort      int64  `json:"hostPort"`
	Name          string `json:"name,omitempty"`
	Protocol      string `json:"protocol"`
}

// A SystemControl is a parameter of the kernel.
type SystemControl struct {
	Namespace string `json:"namespace"`
	Value     string `json:"value"`
}

// LogConfiguration is the destination of the container's output.
type LogConfiguration struct {
	LogDriver string            `json:"logDriver"`
	Options   map[string]string `json:"options"`
}

// Document renders the containers of a task.
func Document(containers ...Definition) string {
	for i := range containers {
		containers[i] = containers[i].withEmptyLists()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	// AWS returns commands and variables as they are, not as HTML.
	enc.SetEscapeHTML(false)
	if err := enc.Encode(containers); err != nil {
		// Strings, numbers and lists of them always encode.
		panic(err)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// withEmptyLists replaces nil by empty lists in fields that are always written,
// because AWS reports no null.
func (d Definition) withEmptyLists() Definition {
	if d.Environment == nil {
		d.Environment = []Variable{}
	}
	if d.MountPoints == nil {
		d.MountPoints = []MountPoint{}
	}
	if d.PortMappings == nil {
		d.PortMappings = []PortMapping{}
	}
	if d.SystemControls == nil {
		d.SystemControls = []SystemControl{}
	}
	if d.VolumesFrom == nil {
		d.VolumesFrom = []string{}
	}
	return d
}

// Parse reads the containers of a task from a string that Document has written.
// Any other string has none.
func Parse(document string) []Definition {
	var out []Definition
	if err := json.Unmarshal([]byte(document), &out); err != nil {
		return nil
	}
	return out
}
