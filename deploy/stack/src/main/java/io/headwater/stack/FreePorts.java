package io.headwater.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback address. */
public final class FreePorts {
    private FreePorts() {}

    /** So many different ports that are free now; someone else may take one before it is used. */
    public static List<Integer> find(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException failure) {
            throw new StackException("no free port on the loopback address: " + failure.getMessage(), failure);
        } finally {
            held.forEach(FreePorts::close);
        }
    }

    /**
     * Checks that a port can be listened on.
     *
     * @param property the setting that holds the port, named in the exception
     * @throws StackException if the port is taken
     */
    public static void demand(String server, int port, String property) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException taken) {
            throw new StackException(
                    "%s cannot listen on 127.0.0.1:%d: %s. Stop what listens there (`ss -ltnp 'sport = :%d'` names it) or set %s to a free port"
                            .formatted(server, port, taken.getMessage(), port, property),
                    taken);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new StackException("cannot give back port " + socket.getLocalPort(), failure);
        }
    }
}
