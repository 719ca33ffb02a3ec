#!/usr/bin/env python3
# outcome: resolved
# Fetch a page and list its links, titles first.
import re
import socket
import threading
import urllib.request, urllib.error, urllib.parse

PAGE = b"""<html><head><title> Caf\xc3\xa9 news </title></head>
<body><a href="/one">First</a> <a href="/two">Second &amp; last</a></body></html>"""


def serve_once(server):
    conn, _ = server.accept()
    conn.recv(4096)
    conn.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
    conn.close()


server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(1)
threading.Thread(target=serve_once, args=(server,)).start()

html = urllib.request.urlopen("http://127.0.0.1:%d/" % server.getsockname()[1]).read().decode('utf-8')  # kind: html is bytes
title = re.search(r"<title>(.*?)</title>", html, re.S)
if title:
    print("Title:", title.group(1).strip())  # kind: title.group(1) is bytes
for href, label in re.findall(r'<a href="([^"]*)">(.*?)</a>', html):
    print("%-6s %s" % (href, label.replace("&amp;", "&")))
