package io.headwater.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class FreePorts {
    /**
     * Below what systems hand out to connections (Linux from 32768, others from 49152): a port that is free stays so until
     * its server listens, though others connect to wherever meanwhile.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** So many different ports that are free now; someone else who picks may still pick the same before it is used. */
    public static List<Integer> find(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tries = 0; held.size() < count; tries++) {
                int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
                try {
                    held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (IOException taken) {
                    if (tries >= TRIES) {
                        throw new StackException(
                                "no %d free ports from %d to %d on the loopback address: %s"
                                        .formatted(count, FIRST, LAST, taken.getMessage()),
                                taken);
                    }
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
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
