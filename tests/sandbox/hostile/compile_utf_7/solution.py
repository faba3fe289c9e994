# -*- coding: utf-7 -*-
+2AA- = (
