package dev.evoka.containers;

/// What may happen to a container, and how it is undone.
enum Fault {
    /// Dies at once. A restart policy does not act on it, so it stays away.
    KILLED {
        @Override
        void strike(ComposeStack stack, String container) {
            stack.docker("kill", container);
        }

        @Override
        void heal(ComposeStack stack, String service, String container) {
            stack.docker("start", container);
        }
    },
    /// Stands still with its connections open. (`docker pause` needs a control group that some engines refuse.)
    FROZEN {
        @Override
        void strike(ComposeStack stack, String container) {
            stack.docker("kill", "--signal", "STOP", container);
        }

        @Override
        void heal(ComposeStack stack, String service, String container) {
            stack.docker("kill", "--signal", "CONT", container);
        }
    },
    /// Works on, but reaches nobody.
    DISCONNECTED {
        @Override
        void strike(ComposeStack stack, String container) {
            stack.docker("network", "disconnect", stack.network(), container);
        }

        @Override
        void heal(ComposeStack stack, String service, String container) {
            stack.docker("network", "connect", "--alias", service, stack.network(), container);
        }
    };

    abstract void strike(ComposeStack stack, String container);

    /// @param service its name in the network
    abstract void heal(ComposeStack stack, String service, String container);
}
