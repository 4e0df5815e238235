package io.headwater.cli.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Passes each request to the service that its path names; streams bodies both ways. Loopback only. */
public final class Gateway implements AutoCloseable {
    /** As long as the services read: it is for them to say that an address is too long. */
    private static final int LONGEST_ADDRESS = 64 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final Map<String, HttpProxy> byPrefix = new LinkedHashMap<>();

    private Gateway(Vertx vertx, Routes routes) {
        this.vertx = vertx;
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setIdleTimeout(0),
                new PoolOptions().setHttp1MaxSize(256));
        routes.portByPrefix()
                .forEach((prefix, port) -> byPrefix.put(
                        prefix,
                        HttpProxy.reverseProxy(client).origin(port, "127.0.0.1").addInterceptor(new SameHost())));
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setIdleTimeout(0)
                .setMaxHeaderSize(32 * 1024)
                .setMaxInitialLineLength(LONGEST_ADDRESS));
    }

    /**
     * Starts on that port.
     *
     * @throws IllegalStateException where the port is taken
     */
    public static Gateway start(int port, Routes routes) {
        Vertx vertx = Vertx.vertx();
        Gateway gateway = new Gateway(vertx, routes);
        try {
            Future<HttpServer> listening =
                    gateway.server.requestHandler(gateway::pass).listen(port);
            listening.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            return gateway;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failure) {
            vertx.close();
            throw new IllegalStateException(
                    "port " + port + " for the gateway is taken by another program; end it, or"
                            + " choose another port: port.gateway=… in headwater.properties",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            vertx.close();
            throw new IllegalStateException("interrupted while starting the gateway", interrupted);
        }
    }

    private void pass(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        for (Map.Entry<String, HttpProxy> route : byPrefix.entrySet()) {
            String prefix = route.getKey();
            if (path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/")) {
                route.getValue().handle(request);
                return;
            }
        }
        request.response()
                .setStatusCode(404)
                .putHeader("content-type", "application/problem+json")
                .end(
                        "{\"type\":\"urn:headwater:problem:not-found\",\"title\":\"There is no such thing\",\"status\":404}");
    }

    /** Services see the host that people see, so that the addresses they answer with lead back here. */
    private static final class SameHost implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            context.request().setAuthority(context.request().proxiedRequest().authority());
            return context.sendRequest();
        }
    }

    @Override
    public void close() {
        server.close();
        vertx.close();
    }
}
