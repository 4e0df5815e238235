package io.headwater.sandbox.mail;

import io.headwater.sandbox.fault.Fault;
import io.headwater.sandbox.fault.FaultKind;
import io.headwater.sandbox.fault.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Optional;

/** The SMTP port people use: hands connections to the mailbox, or lets them meet the fault that is set. */
public final class SmtpFront {
    private final Faults faults;
    private final int mailboxPort;
    private final NetServer server;
    private final NetClient client;

    public SmtpFront(Vertx vertx, Faults faults, int mailboxPort) {
        this.faults = faults;
        this.mailboxPort = mailboxPort;
        this.server = vertx.createNetServer().connectHandler(this::accept);
        this.client = vertx.createNetClient();
    }

    /** Listens on the loopback interface; 0 = any free port. The result is the port. */
    public Future<Integer> listen(int port) {
        return server.listen(port, "127.0.0.1").map(NetServer::actualPort);
    }

    private void accept(NetSocket caller) {
        Optional<FaultKind> fault = faults.meet("smtp", "CONNECT").map(Fault::kind);
        if (fault.isEmpty() || fault.get() == FaultKind.RESET_AFTER_ACCEPT) {
            relay(caller, fault.isPresent());
            return;
        }
        switch (fault.get()) {
            case TOO_MANY -> caller.end(Buffer.buffer("421 4.7.0 Too many connections, try again later\r\n"));
            case UNAUTHORIZED -> caller.end(Buffer.buffer("554 5.7.1 Access denied\r\n"));
            case BROKEN -> caller.end(Buffer.buffer("421 4.3.0 Mail system failure, try again later\r\n"));
            case DOWN -> caller.close();
            default -> caller.handler(ignored -> {});
        }
    }

    private void relay(NetSocket caller, boolean resetAfterAccept) {
        caller.pause();
        client.connect(mailboxPort, "127.0.0.1")
                .onFailure(unreachable -> caller.close())
                .onSuccess(mailbox -> {
                    caller.closeHandler(gone -> mailbox.close());
                    mailbox.closeHandler(gone -> caller.close());
                    caller.handler(mailbox::write);
                    mailbox.handler(new Reply(caller, resetAfterAccept)::pass);
                    caller.resume();
                });
    }

    /** Passes the mailbox's replies on; with a reset wanted, all but the one that says the mail was taken. */
    private static final class Reply {
        private final NetSocket caller;
        private final boolean resetAfterAccept;
        private boolean inData;

        Reply(NetSocket caller, boolean resetAfterAccept) {
            this.caller = caller;
            this.resetAfterAccept = resetAfterAccept;
        }

        void pass(Buffer reply) {
            String text = reply.toString();
            if (inData && resetAfterAccept && text.startsWith("250")) {
                caller.close();
                return;
            }
            inData = text.startsWith("354");
            caller.write(reply);
        }
    }
}
