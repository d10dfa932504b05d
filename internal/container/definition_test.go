package container

import (
	"fmt"
	"testing"
)

func ExampleDocument() {
	fmt.Println(Document(Definition{
		Name: "chat", Image: "chat:1.4", Essential: true, User: "65532", ReadonlyRootFilesystem: true,
		PortMappings:     []PortMapping{{ContainerPort: 3002, HostPort: 3002, Protocol: "tcp"}},
		LogConfiguration: LogConfiguration{LogDriver: "awslogs", Options: map[string]string{"awslogs-region": "eu-central-1", "awslogs-group": "chat"}},
		Command:          []string{"serve", "--if=<up>"},
	}))
	// Output: [{"command":["serve","--if=<up>"],"cpu":0,"environment":[],"essential":true,"image":"chat:1.4","logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"chat","awslogs-region":"eu-central-1"}},"mountPoints":[],"name":"chat","portMappings":[{"containerPort":3002,"hostPort":3002,"protocol":"tcp"}],"readonlyRootFilesystem":true,"systemControls":[],"user":"65532","volumesFrom":[]}]
}

// TestDocumentLeavesArguments shows that the caller's arguments are not
// modified.
func TestDocumentLeavesArguments(t *testing.T) {
	d := Definition{Name: "a"}
	Document(d)
	if d.Environment != nil {
		t.Error("Document(...) changed its argument")
	}
}
